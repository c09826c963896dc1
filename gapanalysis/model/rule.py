"""Rules over several answers: what does not fit together, and what follows from it.

A questionnaire takes every rule whose questions it asks. `docs/rules.md` shows how to write one.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator

from gapanalysis.model.base import Value
from gapanalysis.model.grade import Grade
from gapanalysis.model.question import ActionId, InEdition, Obligation, Text
from gapanalysis.model.standard import EditionId

RuleId = Annotated[str, Field(pattern=r"^R[0-9]{1,2}(\.[0-9]{1,2}){0,3}-[0-9]{1,3}$")]
"""`R9.1.2-1`: the clause where the finding of the rule counts, and a number. Stable, like the id of a question."""


class Combination(Value):
    """A condition as lists: `all` of these lines, at least one of `any`, `none` of those. Empty lists ask nothing."""

    all: tuple[Text, ...] = ()
    any: tuple[Text, ...] = ()
    none: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Combination":
        if not (self.all or self.any or self.none):
            raise ValueError("a condition needs at least one line under all, any or none")
        return self


When = Text | Combination


class RuleFinding(Value):
    """What a rule finds. A requirement gives a likely minor or major, good practice an opportunity."""

    grade: Literal[Grade.OPPORTUNITY, Grade.MINOR, Grade.MAJOR]
    headline: Text
    consequence: Text
    action: ActionId
    severity: Annotated[int, Field(ge=1, le=5)] = 3
    exposure: Annotated[int, Field(ge=1, le=3)] = 2


class Rule(Value):
    """One rule: when it fires, what it does when it cannot know, and what it says.

    Attributes:
        title: what it watches for.
        if_unknown: what happens while something it needs is open: `skip` it, `ask` for what is missing (listed as
            something to find out), or make the `finding` all the same, marked as not confirmed.
        editions: the clauses of each edition in which its finding counts, and whether they require it.
        finding: the gap, where there is one.
        query: what to clear up before the report is issued; for answers that contradict each other.
    """

    id: RuleId
    title: Text
    when: When
    if_unknown: Literal["skip", "ask", "finding"] = "skip"
    editions: Annotated[Mapping[EditionId, InEdition], Field(min_length=1)]
    finding: RuleFinding | None = None
    query: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> "Rule":
        if self.finding is None and not self.query:
            raise ValueError("a rule needs a finding or a query")
        if self.finding is not None:
            practice = self.finding.grade is Grade.OPPORTUNITY
            if any((view.obligation is Obligation.GOOD_PRACTICE) is not practice for view in self.editions.values()):
                raise ValueError("only good practice gives an opportunity, and it gives nothing else")
        return self
