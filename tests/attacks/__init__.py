"""Attacks on the verifier and the signer, each with a forgery that is cryptographically right."""
