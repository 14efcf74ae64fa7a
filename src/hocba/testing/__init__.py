"""Test PKI, synthetic records and samples for the tests of those who integrate hocba."""
