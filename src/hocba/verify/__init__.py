"""Verification: evidence, checks, conclusion, report."""
