"""What remains after each horizon of the plan: the share, and the gaps that are left, by grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from gapanalysis.model.finding import Grade
from gapanalysis.model.plan import Horizon
from gapanalysis.model.report import EditionResult
from gapanalysis.model.verdict import GateState
from gapanalysis.render.context.plain import Data
from gapanalysis.render.context.reading import Reading
from gapanalysis.render.numbers import percent_text

GRADES = (Grade.MAJOR, Grade.MINOR, Grade.OPPORTUNITY)


@dataclass(frozen=True, slots=True)
class _State:
    """How things stand today or after a horizon. `step` is the horizon; None for today. `left` is by `GRADES`."""

    step: Horizon | None
    share: Fraction | None
    failed: int
    left: tuple[int, ...]

    @property
    def free(self) -> bool:
        """Whether no failed gate and no likely major is left."""
        return not self.failed and not self.left[0]


def remains(reading: Reading) -> Data | None:
    """Today and after each horizon; None without a plan, or while nothing is assessed."""
    main, messages = reading.report.main, reading.messages
    if not main.projection or main.share is None:
        return None
    states = _states(main)
    columns = list(Horizon)
    figures = [
        (messages("remains.gates"), "gate-failed", [state.failed for state in states]),
        *(
            (
                str(reading.grade(grade)["name"]),
                str(reading.grade(grade)["sign"]),
                [state.left[place] for state in states],
            )
            for place, grade in enumerate(GRADES)
        ),
    ]
    return {
        "headline": headline(reading, states),
        "share_name": messages("remains.share"),
        "horizons": len(columns),
        "states": [
            {
                "name": _name(reading, state),
                "column": 0 if state.step is None else columns.index(state.step) + 1,
                "at": round(float(state.share or 0), 4),
                "share": percent_text(messages, state.share),
            }
            for state in states
        ],
        "rows": [{"name": name, "sign": sign, "figures": left} for name, sign, left in figures if any(left)],
        "alt": messages("remains.alt", steps=" ".join(_told(reading, state) for state in states)),
    }


def _states(main: EditionResult) -> list[_State]:
    grades = [finding.grade for finding in main.findings]
    gates = [gate.state for gate in main.gates]
    today = _State(None, main.share, gates.count(GateState.FAILED), tuple(grades.count(grade) for grade in GRADES))
    return [
        today,
        *(
            _State(
                Horizon(step.id),
                step.share,
                list(step.gates.values()).count(GateState.FAILED),
                tuple(step.count(grade) for grade in GRADES),
            )
            for step in main.projection
        ),
    ]


def headline(reading: Reading, states: Sequence[_State]) -> str:
    """After which horizon nothing stands in the way of an audit any more."""
    messages = reading.messages
    end = percent_text(messages, states[-1].share)
    if states[0].free:
        return messages("remains.headline.free", share=end)
    first = next((state for state in states if state.free), None)
    if first is None or first.step is None:
        return messages("remains.headline.never", share=end)
    return messages(f"remains.headline.after_{first.step.value}", share=percent_text(messages, first.share))


def _name(reading: Reading, state: _State) -> str:
    return reading.messages("remains.today") if state.step is None else reading.horizon(state.step)


def _told(reading: Reading, state: _State) -> str:
    """One state in a sentence, for those who do not see the chart."""
    messages = reading.messages
    parts = [messages("results.value", name=messages("remains.gates"), label=state.failed)]
    parts += [
        messages("results.value", name=str(reading.grade(grade)["name"]), label=count)
        for grade, count in zip(GRADES, state.left, strict=True)
    ]
    share = percent_text(messages, state.share)
    return messages("remains.told", name=_name(reading, state), share=share, left=", ".join(parts))
