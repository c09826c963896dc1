"""What conditions see of tables and of what is derived."""

from decimal import Decimal

import pytest

from gapanalysis.engine.conditions import Known, Operand, evaluate, parse
from gapanalysis.engine.decisions import compile_table
from gapanalysis.engine.operands import Derived, Operands, figure_titles, figures_of, operand_of, tree_of, unfolded
from gapanalysis.model.assessment import State
from gapanalysis.model.condition import Truth
from gapanalysis.model.decision import DecisionTable
from gapanalysis.model.question import NumberAnswer, Question
from gapanalysis.model.rule import Combination

STAFF = "profile.employees"
NAMES = {STAFF: NumberAnswer(type="number", least=1, whole=True)}
TABLE = DecisionTable(
    id="size",
    title="Size",
    hit="first",
    output={"type": "choice", "options": {"small": "Small", "large": "Large"}},
    rows=f"| {STAFF} | size |\n| < 10 | small |\n| - | large |\n",
)
CONDITIONS = {"tiny": f"{STAFF} < 3", "odd": Combination(all=("condition.tiny",), none=("value.double > 4",))}
VALUES = {"double": f"{STAFF} * 2"}


def operands(staff: Operand) -> Operands:
    return Operands({STAFF: staff}, Derived(CONDITIONS, VALUES, {"size": compile_table(TABLE, NAMES, {})}))


def known(number: int, *, certain: bool = True) -> Operand:
    return Operand(Truth.TRUE, State.ANSWERED, Known(Decimal(number)), certain)


def test_what_is_derived_is_worked_out_when_asked_for():
    seen = operands(known(2))
    assert seen["value.double"].known.value == 4
    assert seen["condition.tiny"].known.value is True
    assert seen["condition.odd"].known.value is True
    assert seen["table.size"].known.value == "small"


@pytest.mark.parametrize("name", ["value.double", "condition.tiny", "condition.odd", "table.size"])
def test_what_rests_on_an_open_answer_is_open(name):
    seen = operands(Operand(Truth.UNKNOWN, State.OPEN, certain=False))[name]
    assert (seen.truth, seen.known, seen.certain) == (Truth.UNKNOWN, None, False)


@pytest.mark.parametrize("name", ["value.double", "condition.tiny"])
def test_what_rests_on_nothing_applicable_is_inapplicable(name):
    assert operands(Operand(Truth.INAPPLICABLE, State.NOT_ASKED))[name].truth is Truth.INAPPLICABLE


def test_an_answer_that_may_yet_go_makes_what_rests_on_it_uncertain():
    assert not operands(known(2, certain=False))["condition.tiny"].certain


def test_an_unknown_name_is_no_operand():
    with pytest.raises(KeyError):
        operands(known(1))["Q1.1-1"]


@pytest.mark.parametrize("staff", [1, 2, 3, 10])
def test_written_out_a_condition_has_the_same_value(staff):
    seen = operands(known(staff))
    tree = tree_of("condition.odd or value.double >= 20")
    written_out = unfolded(tree, CONDITIONS, VALUES)
    assert evaluate(written_out, {STAFF: known(staff)}.__getitem__) is evaluate(tree, seen.__getitem__)


FIGURES = Question.model_validate(
    {
        "id": "Q9.1.1-6",
        "title": "Key figures",
        "ask": "Which?",
        "answer": {
            "type": "table",
            "key": "figure",
            "columns": [
                {
                    "id": "figure",
                    "title": "Figure",
                    "ask": "Which?",
                    "answer": {"type": "choice", "options": {"on-time": "On time", "late": "Late"}},
                },
                {"id": "latest", "title": "Latest", "ask": "How much?", "answer": {"type": "number"}},
            ],
        },
    }
)


def test_a_keyed_table_gives_figures():
    rows = [{"figure": "on-time", "latest": "98.5"}, {"figure": "late"}]
    seen = dict(figures_of(FIGURES, State.ANSWERED, rows, certain=True))
    assert seen["kpi.on_time.latest"].known.value == Decimal("98.5")
    assert seen["kpi.late.latest"].truth is Truth.UNKNOWN
    assert dict(figure_titles(FIGURES)) == {"kpi.on_time.latest": "On time, latest", "kpi.late.latest": "Late, latest"}


def test_cells_of_a_table_are_compared_by_their_type():
    rows = [{"figure": "on-time", "latest": "98.5"}, {"figure": "late", "latest": None}, {"gone": "since renamed"}]
    seen = operand_of(FIGURES, State.ANSWERED, rows, certain=True)
    assert seen.known.value == (
        {"figure": Known("on-time"), "latest": Known(Decimal("98.5"))},
        {"figure": Known("late")},
        {},
    )
    lookup = {FIGURES.id: seen}.__getitem__
    assert evaluate(parse(f"rows of {FIGURES.id} with (latest > 98) without (figure = late) = 1"), lookup) is Truth.TRUE


def test_figures_of_a_table_that_does_not_apply_do_not_apply():
    seen = dict(figures_of(FIGURES, State.NOT_ASKED, None, certain=True))
    assert {operand.truth for operand in seen.values()} == {Truth.INAPPLICABLE}
