"""From the report to what templates see: words and places on charts, no value that still needs work."""
