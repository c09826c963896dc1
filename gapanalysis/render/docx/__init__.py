"""The report as a Word file: templates say what is in it and how it looks, and this makes WordprocessingML of it."""
