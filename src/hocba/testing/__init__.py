"""Test PKI, synthetic records and samples for the tests of those who integrate hocba.

:mod:`.records` synthetic classes; :mod:`.legal` any legal record; :mod:`.mutations` any single illegal change
of one; :mod:`.lifecycle` transfers, extracts, re-tests and the like; :mod:`.pki` authorities and signers;
:mod:`.samples` signed and damaged files; :mod:`.plugin` fixtures for pytest, which nothing else needs.
"""
