"""Verification: evidence → checks in the order of EN 319 102-1 → conclusion under a policy → report."""
