"""Certificates, trust stores, certification paths, revocation lists and the register."""
