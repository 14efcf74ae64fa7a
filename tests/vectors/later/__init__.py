"""Vectors of the later formats: records of secondary and primary schools, attacks on their slots and rows.

They have a PKI of their own, so that they can be made anew without the other ones:
``python -m tests.vectors.build --later``.
"""
