"""What the executive brief says beside the chapters it shares with the report."""

from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.render.context.findings import headline
from gapanalysis.render.context.front import FIRST_ACTIONS, MAIN_GAPS
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import days_text


def brief(reading: Reading) -> Data:
    """The actions of the first 30 days, with what they need together; and how many gaps there are in all."""
    messages, main = reading.messages, reading.report.main
    first = [action for action in main.plan if action.horizon is Horizon.DAYS_30]
    step = next((step for step in main.projection if step.id == Horizon.DAYS_30), None)
    majors, minors = len(reading.graded(Grade.MAJOR)), len(reading.graded(Grade.MINOR))
    more = len(first) - FIRST_ACTIONS
    return {
        "first": [reading.action(action) for action in first[:FIRST_ACTIONS]],
        "first_headline": messages.count("brief.first", len(first), days=days_text(messages, step.days))
        if step
        else "",
        "more_first": messages.count("summary.more", more) if more > 0 else "",
        "gaps": messages("brief.gaps", found=headline(reading, majors, minors)) if majors + minors > MAIN_GAPS else "",
    }
