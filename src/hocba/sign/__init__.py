"""Signing: prepare, sign anywhere, complete."""
