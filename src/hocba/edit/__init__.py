"""Work on a record before issuance: corrections, comparison, redaction."""
