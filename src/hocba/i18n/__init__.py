"""Texts in Vietnamese and English, kept as data and found by code."""
