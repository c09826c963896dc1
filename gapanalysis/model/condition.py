"""A condition once parsed: a small tree. Its leaves are tests; what they compare are terms.

`offset` is the 0-based character where a part begins in the text, for complaints that point at the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

Literal = Decimal | date | bool | str
"""A value as written: a number, a date, yes or no, or a word (an option, or text in quotes)."""


class Truth(StrEnum):
    """Four values.

    `unknown`: something needed is open or not known. `inapplicable`: something needed is not applicable or not asked.
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    INAPPLICABLE = "inapplicable"


class Comparator(StrEnum):
    """How a term is compared with others."""

    EQUAL = "="
    NOT_EQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = "between"
    IN = "in"
    INCLUDES = "includes"


# -- terms: what has a value -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A fact (`profile.employees`), a question, a figure (`kpi.x.latest`), a `value.`, `condition.` or `table.`.

    Dots are part of the name, not access to anything.
    """

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Written:
    """A literal and where it stands."""

    value: Literal
    offset: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left sign right` on numbers; `sign` is + - * or /. Division by zero has no value."""

    sign: str
    left: "Term"
    right: "Term"
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the short fixed list, on numbers."""

    function: str
    arguments: tuple["Term", ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Fallback:
    """`(term, literal if unknown)`: the literal stands in while the term is open or not known."""

    term: "Term"
    otherwise: Written
    offset: int


@dataclass(frozen=True, slots=True)
class RowTest:
    """What a row has to have, or `without` must not have: a filled cell in this column.

    With a `comparator` the cell is also compared: with one value, two for `between`, any number for `in`.
    """

    column: str
    offset: int
    without: bool = False
    comparator: Comparator | None = None
    values: tuple[Written, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """`rows of Q4.2-7 with (kind = internal) without kpi`: how many rows of a table pass all of these tests."""

    name: Name
    tests: tuple[RowTest, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Today:
    """The day the report speaks of."""

    offset: int


@dataclass(frozen=True, slots=True)
class NewestEvidence:
    """The newest date named in the evidence of a question."""

    name: Name
    offset: int


Term = Name | Written | Arithmetic | Call | Fallback | Rows | Today | NewestEvidence


# -- groups of questions -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group:
    """Scored questions taken together.

    `kind` is clause (`name` is `2015:9.1`, its sub-clauses included), section (`name` is its id), list (`members`)
    or questionnaire.
    """

    kind: str
    name: str
    members: tuple[Name, ...]
    offset: int


# -- tests: what is true or not ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Compare:
    """`left comparator right`: one term at the right, two for `between` (both ends included), any number for `in`."""

    left: Term
    comparator: Comparator
    right: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """A bare name: a yes-or-no fact that is yes."""

    name: Name


@dataclass(frozen=True, slots=True)
class InState:
    """`name is open` and the like: always true or false, whatever was answered."""

    name: Name
    state: str


@dataclass(frozen=True, slots=True)
class Older:
    """`term is older than 12 months`: the date lies more than that before the day the report speaks of."""

    term: Term
    amount: int
    unit: str
    offset: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """`at least 3 of GROUP have level <= 1`, or `... are open`.

    `comparator` is how the count compares with `number`. Either `level` (comparator and bound) or `state` is given.
    With `every` (`all of`) those that do not fit are counted; `comparator` and `number` then say that there are none.
    """

    comparator: Comparator
    number: int
    group: Group
    level: tuple[Comparator, Decimal] | None
    state: str
    offset: int
    every: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """`share of GROUP < 50 %`: a share, coverage (0-100 %) or practice (1-5) of a group against a number."""

    what: str
    group: Group
    comparator: Comparator
    bounds: tuple[Decimal, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Not:
    """True becomes false and false true; unknown and inapplicable stay."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class And:
    """False wins, then unknown, then inapplicable."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True wins, then unknown, then inapplicable."""

    parts: tuple["Condition", ...]


Leaf = Compare | Holds | InState | Older | Quantity | Measure
Condition = Leaf | Not | And | Or


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, in the order written."""
    if isinstance(condition, Not):
        yield from leaves(condition.part)
    elif isinstance(condition, And | Or):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def terms(leaf: Leaf) -> Iterator[Term]:
    """Every term of a leaf, inner ones included, in the order written; names within groups are not among them."""
    match leaf:
        case Compare(left, _, right):
            for term in (left, *right):
                yield from _inside(term)
        case Holds(name) | InState(name, _):
            yield name
        case Older(term=term):
            yield from _inside(term)


def _inside(term: Term) -> Iterator[Term]:
    yield term
    match term:
        case Arithmetic(_, left, right):
            yield from _inside(left)
            yield from _inside(right)
        case Call(_, arguments):
            for argument in arguments:
                yield from _inside(argument)
        case Fallback(inner, otherwise):
            yield from _inside(inner)
            yield otherwise
        case Rows(name=name) | NewestEvidence(name=name):
            yield name


def names(condition: Condition) -> Iterator[Name]:
    """Every name a condition needs, in the order written, those listed in groups included."""
    for leaf in leaves(condition):
        if isinstance(leaf, Quantity | Measure):
            yield from leaf.group.members
        else:
            yield from (term for term in terms(leaf) if isinstance(term, Name))
