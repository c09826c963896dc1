"""The customer chain inside: what is handed from whom to whom, and what is agreed and measured at each hand-over."""

from collections.abc import Mapping

from pydantic import JsonValue

from gapanalysis.model.question import TableAnswer
from gapanalysis.render.context.answers import answered_table, value_text
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading

GIVEN = ("supplier", "receiver", "output")
"""The columns that say what is handed over."""

AGREED = ("criterion", "measurement")
"""The columns that say what both have agreed on."""


def handovers(reading: Reading) -> Data | None:
    """A row for each hand-over, and how many have no agreed criterion; None when none was told."""
    question = answered_table(reading.report, (*GIVEN, *AGREED))
    if question is None or not isinstance(question.answer, TableAnswer) or not isinstance(question.value, list):
        return None
    rows = [row for row in question.value if isinstance(row, dict)]
    if not rows:
        return None
    columns = {column.id: column for column in question.answer.columns}
    open_ones = sum(not row.get("criterion") for row in rows)
    messages = reading.messages

    def cells(row: Mapping[str, JsonValue]) -> Data:
        return {name: value_text(messages, columns[name].answer, row.get(name)).strip() for name in (*GIVEN, *AGREED)}

    return {
        "question": question.id,
        "headline": messages.count("handovers.open", open_ones, total=len(rows))
        if open_ones
        else messages("handovers.agreed"),
        "columns": {name: columns[name].title for name in (*GIVEN, *AGREED)},
        "rows": [cells(row) for row in rows],
    }
