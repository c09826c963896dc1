"""The tree of a condition."""

from gapanalysis.model.condition import And, Holds, InState, Name, Not, Or, leaves


def test_leaves_come_in_the_order_written():
    one, two, three = Holds(Name("profile.a", 0)), InState(Name("Q4.1-1", 9), "open"), Holds(Name("profile.b", 20))
    tree = Or((And((one, Not(two))), Not(Not(three))))
    assert list(leaves(tree)) == [one, two, three]
    assert list(leaves(one)) == [one]
