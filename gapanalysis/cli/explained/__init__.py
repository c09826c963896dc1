"""How an explanation looks on the terminal: the number first, then what it is made of, then where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gapanalysis.cli.explained.finding import finding_blocks
from gapanalysis.cli.explained.plan import next_blocks, plan_blocks
from gapanalysis.cli.explained.question import question_blocks
from gapanalysis.cli.explained.score import group_blocks, score_blocks
from gapanalysis.model.explanation import (
    FindingExplained,
    GroupExplained,
    NextExplained,
    PlanExplained,
    QuestionExplained,
    ScoreExplained,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gapanalysis.model.explanation import Explanation, GroupPart, QuestionPart


def screen(explained: Explanation, assessment: str) -> str:
    """An explanation as text; `assessment` is the name that further commands take."""
    blocks, further = _shown(explained)
    commands = [f"  gapanalysis explain {assessment} {name}" for name in further if name]
    if commands:
        blocks.append(click.style("\n".join(["Go on with:", *commands]), dim=True))
    return "\n\n".join(block for block in blocks if block)


def _shown(explained: Explanation) -> tuple[list[str], list[str]]:
    """The blocks, and the ids worth opening next."""
    match explained:
        case ScoreExplained():
            return score_blocks(explained), [*_worst(explained.clauses), "next", "plan"]
        case GroupExplained():
            return group_blocks(explained), _worst(explained.parts) or _worst(explained.questions)
        case QuestionExplained():
            return question_blocks(explained), [explained.part.finding or "".join(explained.clauses[:1])]
        case FindingExplained():
            return finding_blocks(explained), [*explained.finding.questions[:1], explained.finding.clause]
        case NextExplained():
            return next_blocks(explained), [*(gain.closes[0] for gain in explained.gains[:1] if gain.closes), "plan"]
        case PlanExplained():
            return plan_blocks(explained), ["next"]


def _worst(parts: Sequence[GroupPart] | Sequence[QuestionPart]) -> list[str]:
    """The part that lacks most; none where nothing is lacking."""
    lacking = [part for part in parts if part.missing]
    return [max(lacking, key=lambda part: part.missing).id] if lacking else []
