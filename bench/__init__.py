"""Ratios of hocba to its peers and to limits, measured in the same rounds of one process.

Absolute rates on a shared machine move by tens of per cent between runs; ratios by one or two points.
Nothing here passes or fails: ``python -m bench`` prints a table and writes ``bench/results/``.
"""
