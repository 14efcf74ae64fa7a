"""Reconstructed format ("dựng lại") v2_tieuhoc: a table and a schema, no specification is public."""
