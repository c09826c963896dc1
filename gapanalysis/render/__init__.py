"""Adapters that turn a `GapReport` into documents; each gets the one result and adds no number of its own."""
