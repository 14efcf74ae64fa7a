"""Records of the later formats for tests: documents, people, and a signer of any reference."""
