"""Thông tư 27/2020/TT-BGDĐT: primary school (TH)."""
