"""The tree of a condition."""

from decimal import Decimal

from gapanalysis.engine.conditions import parse
from gapanalysis.model.condition import And, Compare, Holds, InState, Name, Not, Or, Written, leaves, names, terms


def test_leaves_come_in_the_order_written():
    one, two, three = Holds(Name("profile.a", 0)), InState(Name("Q4.1-1", 9), "open"), Holds(Name("profile.b", 20))
    tree = Or((And((one, Not(two))), Not(Not(three))))
    assert list(leaves(tree)) == [one, two, three]
    assert list(leaves(one)) == [one]


def test_terms_come_with_those_inside_them():
    (leaf,) = leaves(parse("min(profile.a, 2) + (Q4.1-1, 1 if unknown) between profile.b and 7"))
    assert isinstance(leaf, Compare)
    found = list(terms(leaf))
    assert [term.text for term in found if isinstance(term, Name)] == ["profile.a", "Q4.1-1", "profile.b"]
    assert [term.value for term in found if isinstance(term, Written)] == [Decimal(2), Decimal(1), Decimal(7)]


def test_names_are_all_a_condition_needs():
    tree = parse(
        "profile.a and Q4.1-1 is open and rows of Q4.2-7 > 1 and newest evidence of Q9.3-1 is older than 1 year"
        " and at least 1 of [Q9.2-1, Q9.2-2] are open and share of clause 2015:9.1 < 50 % and today > 2026-01-01"
    )
    assert [name.text for name in names(tree)] == ["profile.a", "Q4.1-1", "Q4.2-7", "Q9.3-1", "Q9.2-1", "Q9.2-2"]
