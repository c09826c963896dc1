"""Rates, adjustments, method and audit time: every fault at once, at its place, and never a traceback."""

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapanalysis.content import example_folder, questionnaire_folders
from gapanalysis.errors import RatesError
from gapanalysis.loading import check
from gapanalysis.loading.proposals import (
    AUDIT_TIME,
    METHOD,
    Given,
    load_adjustments,
    load_audit_time,
    load_method,
    load_rates,
)
from gapanalysis.model.grade import Grade
from gapanalysis.model.proposal import Gap

FOLDERS = questionnaire_folders()
SHIPPED_METHOD = load_method(FOLDERS)
SHIPPED_AUDIT_TIME = load_audit_time(FOLDERS)
EXAMPLE = (example_folder() / "rates.yaml").read_text(encoding="utf-8")
GAP = Gap(
    id="F9.1.2-1",
    edition="2015",
    clause="9.1.2",
    headline="Nobody asks",
    consequence="They leave.",
    grade=Grade.MAJOR,
    actions=("A9.1.2-1",),
)


@pytest.fixture
def written(tmp_path):
    """A file with this text."""

    def write(text):
        path = tmp_path / "file.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def faults(load, path, *more):
    """Line, code and message of every fault."""
    with pytest.raises(RatesError) as stop:
        load(path, *more)
    return [(issue.line, issue.code, issue.message) for issue in stop.value.issues]


def edited(*changes):
    """The example with lines replaced."""
    text = EXAMPLE
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def line(text, part):
    assert part in text, part
    return text[: text.index(part.strip("\n"))].count("\n") + 1


# -- rates -------------------------------------------------------------------------------------------------------


def test_the_example_is_sound_and_says_that_it_is_invented(written):
    rates = load_rates(written(EXAMPLE), SHIPPED_METHOD)
    assert rates.invented
    assert "INVENTED" in EXAMPLE.splitlines()[0]
    assert rates.role_for("auditing").id == "auditor"
    assert rates.role_for("kind that nobody named").id == "lead"


@pytest.mark.parametrize(
    ("old", "new", "code", "message", "place"),
    [
        ("day_rate: 780.00", "day_rate: £780", "wrong-type", "`day_rate` must be a number, and is `£780`", ""),
        ("day_rate: 780.00", "day_rate: 780.005", "money-decimals", "`780.005` has more decimals than GBP has (2)", ""),
        ("day_rate: 780.00", "day_rate: 0", "out-of-range", "`day_rate` is `0`; it must be more than 0", ""),
        ("day_rate: 780.00", "day_rate: .inf", "wrong-type", "`day_rate` must be a number, and is `.inf`", ""),
        ("day_rate: 780.00", "day_rate: Infinity", "wrong-type", "`day_rate` must be a number, and is `Infinity`", ""),
        ("day_rate: 780.00", "day_rate: NaN", "wrong-type", "`day_rate` must be a number, and is `NaN`", ""),
        ("day_rate: 780.00", "day_rate: -5", "out-of-range", "`day_rate` is `-5`; it must be more than 0", ""),
        ("currency: GBP", "currency: pounds", "bad-format", "`pounds` is not a currency", ""),
        ("  rate: 20\n", "", "tax", "a registered firm needs a `rate`", "registered: true"),
        (
            "registered: true",
            "registered: false",
            "tax",
            "a firm that is not registered has no `rate`, and must not",
            "  rate: 20",
        ),
        (
            "percent: 35",
            "percent: 36",
            "payment-schedule",
            "the instalments add up to 101 %, not to 100 %",
            "- {when: On acceptance",
        ),
        ("rounding: per invoice", "rounding: up", "unknown-value", "`up` is not one of the values allowed here", ""),
        ("leading: lead\n", "leading: leader\n", "unknown-role", "there is no role `leader`", ""),
        ("leading: lead\n", "leadng: lead\n", "unknown-work", "there is no work `leadng`", ""),
        ("- id: auditor", "- id: lead", "duplicate-id", "`lead` is here already", "  - id: lead\n    title: Auditor"),
        (
            "    amount: 41.40\n",
            "",
            "one-of-two",
            "one of `amount` and `at_cost: true` is needed, and neither",
            "  - label: Travel",
        ),
        ("at_cost: true", "amount: 5", "one-of-two", "`at_most` is for what is charged at cost", "at_most: 400.00"),
        ("validity_days: 30", "validity_days: soon", "wrong-type", "`validity_days` must be a whole number", ""),
        ("validity_days: 30", "validity_day: 30", "unknown-key", "there is no key `validity_day` here", ""),
        ("locale: en-GB", "locale: English", "bad-format", "`English` is not a language and country", ""),
        ("customers: 0.25", "customers: -1", "out-of-range", "must be 0 or more", ""),
    ],
)
def test_a_fault_is_named_at_its_place(written, old, new, code, message, place):  # noqa: PLR0913, PLR0917  # a case
    text = edited((old, new))
    found = faults(load_rates, written(text), SHIPPED_METHOD)
    assert {at for at, own, words in found if own == code and message in words} == {line(text, place or new)}


def test_all_faults_come_at_once(written):
    text = edited(
        ("day_rate: 780.00", "day_rate: much"),
        ("rate: 20", "rate: 200"),
        ("validity_days: 30", "validity_days: -3"),
        ("hours_a_day: 7.5", "hours_a_day: 75"),
    )
    assert len(faults(load_rates, written(text), SHIPPED_METHOD)) == 4


def test_a_discount_is_a_percentage_or_an_amount(written):
    for more, fault in (("", "neither is written"), ("  percent: 5\n  amount: 5\n", "both are written")):
        text = EXAMPLE + f"\ndiscount:\n  label: Early\n{more}"
        ((at, code, message),) = faults(load_rates, written(text), SHIPPED_METHOD)
        assert (at, code) == (line(text, "  label: Early"), "one-of-two")
        assert fault in message


def test_a_firm_that_is_not_registered_needs_no_number(written):
    text = edited(
        ("registered: true", "registered: false"), ("  rate: 20\n", ""), ("  number: GB 000 0000 00 (invented)\n", "")
    )
    assert not load_rates(written(text), SHIPPED_METHOD).tax.registered


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"\xff\xfe\x00",
        b"firm: &a [*a]\n",
        b"firm: !!python/object/apply:os.system [ls]\n",
        b"- a\n- b\n",
        b"firm:\n\tname: x\n",
        b"a: " + b"[" * 200 + b"]" * 200,
        b"firm: {name: x, name: y}\n",
        b"x: 1\n" * 3_000_000,
        b"roles: [{day_rate: 1e999999}]\n",
        b"currency: \x00\n",
    ],
)
def test_a_hostile_file_is_refused_in_words(written, hostile):
    assert faults(load_rates, written(hostile), SHIPPED_METHOD)


def test_a_file_that_is_not_there(tmp_path):
    ((_, code, message),) = faults(load_rates, tmp_path / "no.yaml", SHIPPED_METHOD)
    assert (code, "cannot be read" in message) == ("unreadable-file", True)


LEAVES = st.one_of(st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.none(), st.dates())
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
KEYS = tuple(yaml.safe_load(EXAMPLE))


@given(st.sampled_from(KEYS), TREES)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_under_a_key_is_taken_or_refused_with_a_place(written, key, tree):
    data = {**yaml.safe_load(EXAMPLE), key: tree}
    text = yaml.safe_dump(data, allow_unicode=True)
    issues = complaints_about(written(text))
    assert issues is None or issues
    for issue in issues or ():
        assert issue.message
        assert re.match(r"[a-z0-9-]+$", issue.code)


def complaints_about(path):
    """The faults of a rates file; None where it is sound."""
    try:
        load_rates(path, SHIPPED_METHOD)
    except RatesError as stop:
        return stop.issues
    return None


# -- adjustments -------------------------------------------------------------------------------------------------


@pytest.fixture
def names(written):
    return Given(load_rates(written(EXAMPLE), SHIPPED_METHOD), SHIPPED_METHOD, SHIPPED_AUDIT_TIME, (GAP,))


def test_the_example_adjustments_are_sound(names):
    found = load_adjustments(example_folder() / "aldermoor" / "adjustments.yaml", names)
    assert found.number == "FQP-2026-041"
    assert found.lines[0].price is not None


@pytest.mark.parametrize(
    ("text", "at", "code"),
    [
        ("options: [essential, golden]\n", 1, "unknown-option"),
        ("actions:\n  A1.1-1: 2\n", 2, "unknown-action"),
        ("left_out:\n  - {gap: F1.1-1, because: they do it}\n", 2, "unknown-gap"),
        ("lines:\n  - line: custommers\n    because: x\n", 2, "unknown-line"),
        ("lines:\n  - line: customers\n", 2, "missing-key"),
        ("lines:\n  - line: customers\n    because: x\n    role: boss\n", 4, "unknown-role"),
        ("lines:\n  - line: customers\n    because: x\n    price: 1.005\n", 4, "money-decimals"),
        ("extra:\n  - {id: customers, title: T, closes: [F9.1.2-1], days: 1}\n", 2, "duplicate-id"),
        ("extra:\n  - {id: new, title: T, closes: [], days: 1}\n", 2, "too-few"),
        ("extra:\n  - {id: new, title: T, closes: [F1.1-1], days: 1}\n", 2, "unknown-gap"),
        ("fixed_fees:\n  - {option: gold, price: 5}\n", 2, "unknown-option"),
        ("start: 1735689600\n", 1, "bad-format"),
        ("start: next week\n", 1, "wrong-type"),
        ("certification:\n  sites:\n    - {name: A, people: 3}\n    - {name: B, people: 3}\n", 3, "central-site"),
        ("certification:\n  reduction: 31\n  reduction_because: x\n", 2, "reduction"),
        ("certification:\n  reduction: 10\n", 2, "reduction"),
        ("certification:\n  integrated: {standards: [ISO 14001], days: 3, reduction: 21}\n", 2, "reduction"),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_place(written, names, text, at, code):
    found = faults(load_adjustments, written(text), names)
    assert (at, code) in [each[:2] for each in found], found


def test_a_line_added_by_hand_can_be_changed_like_any_other(written, names):
    text = (
        "extra:\n  - {id: new, title: T, closes: [F9.1.2-1], days: 1}\n"
        "lines:\n  - {line: new, days: 2, because: more of it}\n"
    )
    assert load_adjustments(written(text), names).lines[0].line == "new"


def test_a_quote_for_a_gap_analysis_has_lines_of_its_own(written, names):
    analysis = Given(names.rates, names.method, names.audit_time, analysis=True)
    text = "lines:\n  - {line: on-site, days: 2, because: two shifts}\n"
    assert load_adjustments(written(text), analysis).lines[0].days == 2
    assert faults(load_adjustments, written(text), names)[0][1] == "unknown-line"


# -- method and audit time ---------------------------------------------------------------------------------------


def overlaid(tmp_path, name, *changes):
    """A folder of definitions in which one shipped file is changed."""
    text = (FOLDERS[-1] / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    return (tmp_path, *FOLDERS)


def test_a_workspace_may_have_a_method_of_its_own(tmp_path):
    assert (
        load_method(overlaid(tmp_path, METHOD, ("day_step: 0.25", "day_step: 0.5"))).day_step
        == SHIPPED_METHOD.day_step * 2
    )


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('    clauses: ["4"]\n', "", "rest-of-actions"),
        ("work: leading", "work: leeding", "unknown-work"),
        ("options: [standard, complete]", "options: [standrad]", "unknown-option"),
        ("- id: customers", "- id: leadership", "duplicate-id"),
        ("- id: aftercare", "- id: customers", "duplicate-id"),
        ('  - {horizon: "180", first: 14, last: 26}\n', "", "missing-key"),
        ("first: 14, last: 26", "first: 14, last: 3", "out-of-range"),
        ("{up_to: 25, days: 1}, {up_to: 100", "{up_to: 200, days: 1}, {up_to: 100", "audit-table"),
    ],
)
def test_a_method_that_does_not_hold_together_is_refused(tmp_path, old, new, code):
    found = faults(load_method, overlaid(tmp_path, METHOD, (old, new)))
    assert code in [each[1] for each in found], found


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{up_to: 25, days: 3}", "{up_to: 15, days: 3}", "audit-table"),
        ("{up_to: 25, days: 3}", "{up_to: 25, days: 1}", "audit-table"),
        ("surveillance: {part: 1, of: 3}", "surveillance: {part: 4, of: 3}", "out-of-range"),
        ("surveillance: {part: 1, of: 3}", "surveillance: {part: 1}", "missing-key"),
    ],
)
def test_audit_time_that_does_not_rise_is_refused(tmp_path, old, new, code):
    found = faults(load_audit_time, overlaid(tmp_path, AUDIT_TIME, (old, new)))
    assert code in [each[1] for each in found], found


def test_a_pack_may_hold_files_that_only_proposals_read(tmp_path):
    for name in (METHOD, AUDIT_TIME):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((FOLDERS[-1] / name).read_bytes())
    assert check(FOLDERS, [tmp_path]) == ()


def test_nothing_shipped_calls_itself_verified():
    assert not any(source.verified for source in SHIPPED_AUDIT_TIME.sources)
