"""A condition held against what it may name: does everything exist, and does it make sense?

Checked when a file is loaded, so that evaluation never meets an unknown name or a wrong type.
"""

from decimal import Decimal

from gapanalysis.engine.conditions.parse import parse, parse_value
from gapanalysis.engine.conditions.typed import (
    ASKING,
    NUMBER,
    Fault,
    Ground,
    Names,
    Typing,
    kind_of,
    near,
    offset_of,
)
from gapanalysis.engine.conditions.write import literal as shown
from gapanalysis.engine.conditions.write import term as written
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import (
    Compare,
    Group,
    Holds,
    InState,
    Leaf,
    Measure,
    Name,
    NewestEvidence,
    Older,
    Quantity,
    Rows,
    Term,
    Today,
    Written,
    leaves,
    terms,
)
from gapanalysis.model.question import (
    AnswerType,
    ChoiceAnswer,
    DateAnswer,
    LevelAnswer,
    NumberAnswer,
    YesNoAnswer,
)

_READING = Name | Rows | Today | NewestEvidence
_MEASURES = {"share": (0, 100), "coverage": (0, 100), "practice": (1, 5)}


def check(text: str, names: Names, ground: Ground = ASKING) -> tuple[Fault, ...]:
    """Every fault of a condition, in order of position; empty when it is sound.

    A condition that does not parse has one fault: the first place that does not fit.
    """
    try:
        tree = parse(text)
    except ConditionError as error:
        return (Fault(error.offset, error.code, error.message, error.hint),)
    typing = Typing(names, ground)
    for leaf in leaves(tree):
        _leaf(leaf, typing)
    return _sorted(typing)


def check_value(text: str, names: Names, ground: Ground = ASKING) -> tuple[Fault, ...]:
    """Every fault of a derived value, in order of position."""
    try:
        tree = parse_value(text)
    except ConditionError as error:
        return (Fault(error.offset, error.code, error.message, error.hint),)
    typing = Typing(names, ground)
    typing.type_of(tree)
    return _sorted(typing)


def type_of_value(text: str, names: Names) -> AnswerType:
    """The type of a sound derived value. The order of options is not handed on."""
    answer = Typing(names, Ground(rule=True)).type_of(parse_value(text)) or NUMBER
    return answer.model_copy(update={"ordered": False}) if isinstance(answer, ChoiceAnswer) else answer


def _sorted(typing: Typing) -> tuple[Fault, ...]:
    return tuple(sorted(typing.faults, key=lambda fault: fault.offset))


def _leaf(leaf: Leaf, typing: Typing) -> None:  # noqa: C901  # one case a kind of leaf
    match leaf:
        case Compare():
            _comparison(leaf, typing)
        case Holds(name):
            answer = typing.named(name)
            if answer is not None and not isinstance(answer, YesNoAnswer):
                message = f"{name.text} is no yes-or-no fact, so it cannot stand alone"
                typing.fault(name.offset, "condition-type", message, "compare it with something")
        case InState(name):
            typing.named(name)
        case Older():
            typing.for_rules_only(leaf.offset, "the age of a date")
            answer = typing.type_of(leaf.term)
            if answer is not None and not isinstance(answer, DateAnswer):
                message = f"{written(leaf.term)} is {kind_of(answer)}, no date"
                typing.fault(offset_of(leaf.term), "condition-type", message)
        case Quantity():
            _quantity(leaf, typing)
        case Measure():
            _measure(leaf, typing)


# -- groups ------------------------------------------------------------------------------------------------------


def _quantity(leaf: Quantity, typing: Typing) -> None:
    typing.for_rules_only(leaf.offset, "a count of questions")
    answers = _group(leaf.group, typing)
    if leaf.level is not None:
        named = [answer.scale for answer in answers if answer.scale in typing.ground.scales]
        # Which questions a clause or a section has is not known here, so any scale may be meant.
        scales = named if leaf.group.kind == "list" else list(typing.ground.scales)
        if scales:
            typing.level(leaf.level[1], scales, leaf.group.offset, "the group")


def _measure(leaf: Measure, typing: Typing) -> None:
    typing.for_rules_only(leaf.offset, f"the {leaf.what} of a group")
    _group(leaf.group, typing)
    least, most = _MEASURES[leaf.what]
    for bound in leaf.bounds:
        if not Decimal(least) <= bound <= Decimal(most):
            unit = "" if leaf.what == "practice" else " %"
            message = f"{leaf.what} lies between {least}{unit} and {most}{unit}; {shown(bound)}{unit} does not"
            typing.fault(leaf.offset, "condition-level", message)


def _group(group: Group, typing: Typing) -> list[LevelAnswer]:
    if group.kind == "clause" and group.name not in typing.ground.clauses:
        hint = near(group.name, typing.ground.clauses)
        typing.fault(group.offset, "condition-unknown-clause", f"there is no clause {group.name}", hint)
    if group.kind == "section" and group.name not in typing.ground.sections:
        hint = near(group.name, typing.ground.sections)
        typing.fault(group.offset, "condition-unknown-section", f"there is no section {group.name}", hint)
    answers = []
    for member in group.members:
        answer = typing.named(member)
        if isinstance(answer, LevelAnswer):
            answers.append(answer)
        elif answer is not None:
            typing.fault(member.offset, "condition-type", f"{member.text} has no level")
    return answers


# -- comparisons -------------------------------------------------------------------------------------------------


def _comparison(leaf: Compare, typing: Typing) -> None:
    if not any(isinstance(term, _READING) for term in terms(leaf)):
        typing.fault(offset_of(leaf.left), "condition-type", *_nothing_read(leaf.left, typing))
        return
    if isinstance(leaf.left, Written):
        message = f"{written(leaf.left)} is no fact and no question"
        typing.fault(leaf.left.offset, "condition-type", message, "put what is compared first: profile.employees >= 10")
        return
    answer = typing.type_of(leaf.left)
    name, offset = written(leaf.left), offset_of(leaf.left)
    # Only what is named hands on the order of its options.
    in_order = isinstance(leaf.left, Name)
    if answer is None or not typing.comparable(leaf.comparator, name, offset, answer, in_order=in_order):
        return
    for right in leaf.right:
        if isinstance(right, Written):
            typing.literal(right, name, answer)
        else:
            _both(leaf, right, answer, typing)


def _nothing_read(left: Term, typing: Typing) -> tuple[str, str]:
    """What to say of a comparison that names nothing: most likely a prefix was left out."""
    if not isinstance(left, Written):
        return "this comparison names nothing, so it never changes", "name a fact or a question in it"
    word = shown(left.value)
    hint = near(f"profile.{word}", [name for name in typing.names if name.startswith("profile.")])
    return f"{word} is no fact and no question", hint or "put what is compared first: profile.employees >= 10"


def _both(leaf: Compare, right: Term, left: AnswerType, typing: Typing) -> None:
    """Two terms compared: both numbers, both dates, levels of one scale, or one option each of the same options."""
    other = typing.type_of(right)
    if other is None or _alike(left, other):
        return
    one, two = kind_of(left), kind_of(other)
    if isinstance(left, LevelAnswer) and isinstance(other, LevelAnswer):
        one, two = f"a level of {left.scale}", f"a level of {other.scale}"
    elif isinstance(left, ChoiceAnswer) and isinstance(other, ChoiceAnswer) and not other.several:
        two = "one of others"
    message = f"{written(leaf.left)} is {one}, {written(right)} is {two}; they cannot be compared"
    typing.fault(offset_of(right), "condition-type", message)


def _alike(left: AnswerType, other: AnswerType) -> bool:
    if isinstance(left, ChoiceAnswer) and isinstance(other, ChoiceAnswer):
        # `includes` may take the option that another question gave, whatever was picked there.
        return list(left.options) == list(other.options) and not other.several
    if isinstance(left, LevelAnswer) and isinstance(other, LevelAnswer):
        return left.scale == other.scale
    numbers = NumberAnswer | LevelAnswer
    return type(left) is type(other) or (isinstance(left, numbers) and isinstance(other, numbers))
