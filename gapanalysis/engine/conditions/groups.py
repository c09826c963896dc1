"""Tests of groups of questions: quantities (`at least 3 of ... are open`) and measures (`share of ... < 50 %`)."""

from decimal import Decimal

from gapanalysis.engine.conditions.reader import Reader
from gapanalysis.errors import ConditionError
from gapanalysis.model.condition import Comparator, Group, Measure, Name, Quantity

STATES = ("answered", "open", "don't know", "not applicable", "not asked")
SIGNS = ("=", "!=", "<", "<=", ">", ">=")

_COUNTS = {
    ("at", "least"): Comparator.AT_LEAST,
    ("at", "most"): Comparator.AT_MOST,
    ("fewer", "than"): Comparator.LESS,
    ("more", "than"): Comparator.MORE,
    ("exactly",): Comparator.EQUAL,
}
_MEASURES = {"share", "coverage", "practice"}
_INSTEAD = {"==": "=", "<>": "!=", "=<": "<=", "=>": ">="}


class Groups(Reader):
    """The part of the grammar that speaks of groups."""

    def _quantity(self) -> Quantity | None:
        """`at least 3 of GROUP have level <= 1`, `all of GROUP are answered`, `none of ...`; None for anything else."""
        offset = self._next.offset
        for words, comparator in _COUNTS.items():
            if self._accept_words(*words):
                number = self._whole("a count")
                self._expect("of")
                return self._have(comparator, number, offset)
        if self._accept_words("none", "of"):
            return self._have(Comparator.EQUAL, 0, offset)
        if self._accept_words("all", "of"):
            return self._have(Comparator.EQUAL, 0, offset, every=True)
        return None

    def _have(self, comparator: Comparator, number: int, offset: int, *, every: bool = False) -> Quantity:
        """The rest of a quantity: the group, and what is counted in it."""
        group = self._group()
        if self._accept("have", "has"):
            self._expect("level")
            found = self._comparator("write: have level <= 1")
            level = (found, Decimal(self._kind("number", "a level").text))
            return Quantity(comparator, number, group, level, "", offset, every)
        self._expect("are", "is", "have", hint="write: have level <= 1, or: are open")
        state = self._state()
        if state is None:
            raise self._no_state()
        return Quantity(comparator, number, group, None, state, offset, every)

    def _measure(self) -> Measure | None:
        """`share of GROUP < 50 %`; None for anything else."""
        if self._next.text not in _MEASURES or not self._ahead(self._next.text, "of"):
            return None
        what = self._take()
        self._expect("of")
        group = self._group()
        if self._accept("between"):
            low = self._bound(what.text)
            self._expect("and")
            return Measure(what.text, group, Comparator.BETWEEN, (low, self._bound(what.text)), what.offset)
        example = "practice of ... < 3" if what.text == "practice" else f"{what.text} of ... < 50 %"
        comparator = self._comparator(f"write: {example}")
        return Measure(what.text, group, comparator, (self._bound(what.text),), what.offset)

    def _bound(self, what: str) -> Decimal:
        number = Decimal(self._kind("number", "a number").text)
        if what != "practice":
            # Without the sign one would not know whether 0.5 is meant to be a half.
            self._expect("%", hint=f"{what} is counted in per cent, from 0 % to 100 %")
        elif self._ahead("%"):
            raise self._fault("practice is a level from 1 to 5, no percentage")
        return number

    def _group(self) -> Group:
        offset = self._next.offset
        if self._accept("clause"):
            clause = self._kind("clause", "a clause", "a clause is written with its edition: clause 2015:9.1")
            return Group("clause", clause.text, (), offset)
        if self._accept("section"):
            return Group("section", self._kind("word", "the id of a section").text, (), offset)
        if self._accept("questionnaire"):
            return Group("questionnaire", "", (), offset)
        if self._accept("["):
            members = [self._name()]
            while self._accept(","):
                members.append(self._name())
            self._expect("]", ",")
            return Group("list", "", tuple(members), offset)
        hint = "write clause 2015:9.1, section ID, questionnaire or [Q..., Q...]"
        raise self._fault(f"a group of questions is expected here, not {self._shown()}", hint)

    # -- shared with other tests -------------------------------------------------------------------------------------

    def _name(self) -> Name:
        token = self._kind("name", "a question")
        return Name(token.text, token.offset)

    def _state(self) -> str | None:
        return next((state for state in STATES if self._accept_words(*state.split())), None)

    def _no_state(self) -> ConditionError:
        return self._fault(f"{self._shown()} is no state", f"one of: {', '.join(STATES)}; a value is compared with =")

    def _comparator(self, hint: str) -> Comparator:
        sign = self._sign_of_comparison()
        if sign is None:
            raise self._fault(f"a comparison is expected here, not {self._shown()}", hint)
        return sign

    def _sign_of_comparison(self) -> Comparator | None:
        """The comparison that comes next, if any; signs of other languages are refused with the one to write."""
        sign = self._accept(*SIGNS)
        if sign is None:
            return None
        instead = _INSTEAD.get(sign.text + self._next.text)
        if instead is not None:
            raise self._fault(f"{sign.text}{self._next.text} is no comparison", f"write: {instead}")
        return Comparator(sign.text)
