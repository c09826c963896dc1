"""What follows from things: pure functions from values to values."""
