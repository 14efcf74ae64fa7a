"""What a record says; no XML, no law, no cryptography."""
