"""Answers in and assessments out, as files."""
