"""The machine-checkable rules by regulation, year and grade."""
