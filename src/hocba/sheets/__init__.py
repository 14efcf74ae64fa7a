"""A class as a workbook or CSV: records from the spreadsheets that schools already have."""
