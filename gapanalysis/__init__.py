"""ISO 9001 gap analysis with customer focus.

The main line: `loading` reads a questionnaire, an interview fills the journal, `engine.analysis.analyse` turns both
into one `GapReport`, `render` writes it. docs/tour.md walks through the source in that order.
"""

__version__ = "0.1.0"
