"""The report as an Excel workbook to work in: what is on its sheets, and how a sheet is written."""
