"""No test is timed: machines are busy at times, and how long things take is measured in `benchmarks/`."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
