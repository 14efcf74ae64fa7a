"""What a record says: frozen values without XML, law or cryptography."""
