"""Reconstructed format ("dựng lại") v2_trunghoc: a table and a schema, no specification is public."""
