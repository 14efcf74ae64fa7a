"""Rules that hold at every level (G)."""
