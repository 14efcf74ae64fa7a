"""Implementations that are not hocba's, each behind the same two calls: sign slots, verify a file."""
