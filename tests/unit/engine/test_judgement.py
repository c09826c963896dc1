"""The assessor's word: every kind of decision, what it leaves alone, and when it has no effect."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapanalysis.engine.analysis import analyse
from gapanalysis.engine.objections import checked_decision
from gapanalysis.errors import AssessmentError
from gapanalysis.model.assessment import Basis
from gapanalysis.model.finding import Grade
from gapanalysis.model.judgement import (
    Added,
    Because,
    Merged,
    Regraded,
    Restored,
    Reworded,
    Split,
    Suppressed,
)
from gapanalysis.model.observation import Observation, Sample
from gapanalysis.model.plan import Horizon
from gapanalysis.model.verdict import GateState
from tests.unit.engine.build import (
    ON,
    action,
    assessment,
    good_practice,
    questionnaire,
    requirement,
    section,
)

WHY = "Seen on the second day"
A, B, C, G = "Q4.2-1", "Q8.2.3-1", "Q9.1.2-1", "Q9.1.2-2"
FA, FB, FC, FG = "F4.2-1", "F8.2.3-1", "F9.1.2-1", "F9.1.2-2"
QUESTIONS = questionnaire(
    section("early", requirement(A, also={"2026": "4.2"}), requirement(B, also={"2026": "8.2.4"})),
    section("late", requirement(C, gate="perception", severity=4), good_practice(G)),
    actions=[action("A8.2.3-9", 1)],
)
ANSWERS = {A: 2, B: 1, C: 0, G: 2}


def taken(*decisions, answers=None, **more):
    """The result after these decisions, each checked against what came before as the workspace does."""
    held = assessment(ANSWERS | (answers or {}), **more)
    for decision in decisions:
        kept = checked_decision(decision, QUESTIONS, held, on=ON)
        held = held.model_copy(update={"decisions": (*held.decisions, kept)})
    return held


def result(held):
    return analyse(QUESTIONS, held, on=ON).main


def main(*decisions, **more):
    return result(taken(*decisions, **more))


def by_id(edition_result):
    return {finding.id: finding for finding in edition_result.findings}


def suppress(finding, **more):
    return Suppressed(finding=finding, reason=WHY, **more)


def restore(finding, **more):
    return Restored(finding=finding, reason=WHY, **more)


def regrade(finding, grade, **more):
    return Regraded(finding=finding, grade=grade, reason=WHY, **more)


def reword(finding, **said):
    return Reworded(finding=finding, reason=WHY, **said)


def merge(*findings, headline="One cause"):
    return Merged(findings=findings, headline=headline, reason=WHY)


def split(finding, *headlines):
    return Split(finding=finding, headlines=headlines or ("One half", "The other half"), reason=WHY)


def add(grade=Grade.MINOR, clause="8.2.3", **said):
    given = {"headline": "Orders are not reviewed", "recommendation": "Review them", "reason": WHY}
    return Added.model_validate({**given, "grade": grade, "clause": clause} | said)


def refusal(*decisions, **more):
    with pytest.raises(AssessmentError) as stop:
        taken(*decisions, **more)
    return stop.value


class TestGrade:
    def test_the_final_word_stands_beside_what_was_proposed(self):
        finding = by_id(main(regrade(FB, Grade.MAJOR)))[FB]
        assert (finding.grade, finding.proposed) == (Grade.MAJOR, Grade.MINOR)
        assert [reason.rule for reason in finding.reasons] == ["assessor"]
        assert [applied.decision.reason for applied in finding.decisions] == [WHY]

    def test_the_later_one_wins_and_both_are_kept(self):
        finding = by_id(main(regrade(FB, Grade.MAJOR), regrade(FB, Grade.MINOR)))[FB]
        assert finding.grade is Grade.MINOR
        assert len(finding.decisions) == 2

    def test_a_likely_major_caps_the_verdict_and_leads(self):
        edition = main(regrade(FB, Grade.MAJOR))
        assert FB in edition.verdict.capped_by
        assert next(each for each in edition.clauses if each.clause.number == "8.2.3").grade is Grade.MAJOR

    def test_lowering_or_suppressing_does_not_meet_the_gate(self):
        lowered, gone = main(regrade(FC, Grade.MINOR)), main(suppress(FC))
        for edition in (lowered, gone):
            assert edition.gates[0].state is GateState.FAILED
            assert edition.verdict.capped_by == ("perception",)
        assert by_id(lowered)[FC].grade is Grade.MINOR

    @pytest.mark.parametrize("finding", [FA, FC])
    def test_a_lapse_against_a_requirement_is_never_an_opportunity(self, finding):
        stop = refusal(regrade(finding, Grade.OPPORTUNITY))
        assert stop.code == "finding-requirement"
        assert "never an opportunity" in stop.message

    def test_good_practice_is_never_a_likely_minor(self):
        assert refusal(regrade(FG, Grade.MINOR)).code == "finding-good-practice"

    def test_what_the_rules_proposed_stays_readable(self):
        before, after = main(), main(regrade(FB, Grade.MAJOR))
        assert before.proposed == ()
        assert after.proposed == (by_id(before)[FB],)


class TestEdit:
    def test_only_what_was_said_anew_changes(self):
        before, after = by_id(main())[FA], by_id(main(reword(FA, headline="Nobody knows them")))[FA]
        assert (after.headline, after.consequence) == ("Nobody knows them", before.consequence)
        assert after.reasons == before.reasons

    def test_a_recommendation_stands_beside_the_action(self):
        finding = by_id(main(reword(FA, recommendation="Ask the sales office")))[FA]
        assert (finding.recommendation, finding.action) == ("Ask the sales office", "A4.2-1")


class TestSuppress:
    def test_it_leaves_findings_and_plan_but_not_the_share(self):
        before, after = main(), main(suppress(FA))
        assert FA not in by_id(after)
        assert "A4.2-1" not in [each.id for each in after.plan]
        assert [finding.id for finding in after.suppressed] == [FA]
        assert after.tally == before.tally
        assert next(each for each in after.clauses if each.clause.number == "4.2").grade is Grade.CONFORMS

    def test_a_suppressed_one_is_left_alone_until_restored(self):
        assert refusal(suppress(FA), regrade(FA, Grade.MAJOR)).code == "finding-suppressed"
        assert by_id(main(suppress(FA), restore(FA), regrade(FA, Grade.MAJOR)))[FA].grade is Grade.MAJOR

    def test_nothing_to_restore(self):
        assert refusal(restore(FA)).code == "finding-nothing-to-restore"


class TestMerge:
    def test_it_keeps_the_first_id_and_the_worst_grade_and_every_action(self):
        edition = main(merge(FA, FC, headline="Customers are not understood"))
        finding = by_id(edition)[FA]
        assert FC not in by_id(edition)
        assert (finding.grade, finding.proposed, finding.gate) == (Grade.MAJOR, Grade.MAJOR, "perception")
        assert finding.questions == (A, C)
        assert finding.actions == ("A4.2-1", "A9.1.2-1")
        assert (finding.level, finding.headline, finding.severity) == (None, "Customers are not understood", 4)
        plan = {each.id: each for each in edition.plan}
        assert plan["A4.2-1"].findings == plan["A9.1.2-1"].findings == (FA,)
        grades = {each.clause.number: each.grade for each in edition.clauses}
        assert grades["4.2"] is grades["9.1.2"] is Grade.MAJOR

    def test_opportunities_stay_apart_from_requirements(self):
        assert refusal(merge(FA, FG)).code == "finding-mixed"

    def test_a_merged_one_is_gone_and_the_hint_says_where(self):
        stop = refusal(merge(FA, FB), suppress(FB))
        assert (stop.code, stop.hint) == ("finding-not-proposed", f"by an earlier decision it is now {FA}")

    def test_undone_by_restoring_it(self):
        before, after = main(), main(merge(FA, FB), reword(FA, headline="Both"), restore(FA))
        assert undecided(after.findings) == undecided(before.findings)
        assert [applied.decision.kind for applied in by_id(after)[FB].decisions] == ["restore"]

    def test_merged_again_it_is_undone_from_the_latest_step_back(self):
        twice = (merge(FA, FB), merge(FC, FA))
        assert refusal(*twice, restore(FA)).code == "finding-nothing-to-restore"
        assert undecided(main(*twice, restore(FC), restore(FA)).findings) == undecided(main().findings)

    def test_when_a_part_is_closed_the_rest_stays_merged(self):
        held = taken(merge(FA, FB, FC))
        closed = result(held.model_copy(update={"answers": taken(answers={A: 3}).answers}))
        finding = by_id(closed)[FA]
        assert finding.questions == (B, C)
        assert finding.changed_since
        assert closed.stale == ()

    def test_a_single_part_left_stands_as_it_is(self):
        held = taken(merge(FA, FB))
        closed = result(held.model_copy(update={"answers": taken(answers={A: 3}).answers}))
        assert by_id(closed)[FB].headline == f"{B} falls short at 1"
        assert [stale.because for stale in closed.stale] == [Because.NOT_PROPOSED]


class TestSplit:
    def test_the_parts_have_letters_and_are_graded_apart(self):
        found = by_id(main(split(FB), regrade(f"{FB}b", Grade.MAJOR)))
        assert FB not in found
        assert (found[f"{FB}a"].headline, found[f"{FB}b"].headline) == ("One half", "The other half")
        assert (found[f"{FB}a"].grade, found[f"{FB}b"].grade) == (Grade.MINOR, Grade.MAJOR)
        assert found[f"{FB}a"].action == found[f"{FB}b"].action == "A8.2.3-1"

    def test_undone_by_restoring_the_whole_whatever_became_of_the_parts(self):
        after = main(split(FB), suppress(f"{FB}a"), restore(FB))
        assert undecided(after.findings) == undecided(main().findings)
        assert after.suppressed == ()

    def test_it_can_be_split_again(self):
        found = by_id(main(split(FB), split(f"{FB}a")))
        assert {name for name in found if name.startswith(FB)} == {f"{FB}aa", f"{FB}ab", f"{FB}b"}


class TestByHand:
    def test_it_has_an_id_that_stays(self):
        found = by_id(main(add(), suppress("H1"), add(headline="Another")))
        assert found["H2"].headline == "Another"
        assert (found["H2"].proposed, found["H2"].basis) == (None, Basis.CLAIMED)
        assert [reason.rule for reason in found["H2"].reasons] == ["by-hand"]

    def test_it_rests_on_observations_and_their_samples(self):
        seen = Observation(
            id=UUID(int=7),
            seen_at=datetime(2026, 11, 3, tzinfo=UTC),
            text="Two of five",
            clauses=("8.2.3",),
            sample=Sample(not_conforming=2, drawn=5),
        )
        own = Sample(not_conforming=1, drawn=50)
        finding = by_id(main(add(observations=(seen.id,), sample=own), observations=[seen]))["H1"]
        assert (finding.observations, finding.basis) == ((seen,), Basis.SEEN)
        assert [reason.values for reason in finding.reasons[1:]] == [
            {"not_conforming": 2, "drawn": 5},
            {"not_conforming": 1, "drawn": 50},
        ]

    def test_its_action_joins_the_plan(self):
        edition = main(add(action="A8.2.3-9", severity=5, exposure=3))
        planned = next(each for each in edition.plan if each.id == "A8.2.3-9")
        assert (planned.findings, planned.horizon) == (("H1",), Horizon.DAYS_30)

    def test_it_counts_for_its_own_clause_and_section_only(self):
        report = analyse(QUESTIONS, taken(add(Grade.MAJOR, "4.2"), answers={A: 3, B: 3, C: 3, G: 5}), on=ON)
        assert [section.tone for section in report.sections] == ["weak", "strong"]
        grades = {each.clause.number: each.grade for each in report.main.clauses}
        assert grades == {"4.2": Grade.MAJOR, "8.2.3": Grade.CONFORMS, "9.1.2": Grade.CONFORMS}
        assert "H1" in report.main.verdict.capped_by

    def test_without_an_action_it_makes_nobody_elses_urgent(self):
        plain, after = main(), main(add(questions=(B,)))
        assert {each.id: each.horizon for each in after.plan} == {each.id: each.horizon for each in plain.plan}

    def test_a_remark_on_what_conforms_is_an_opportunity(self):
        remark = add(Grade.OPPORTUNITY, questions=(B,))
        assert by_id(main(remark, answers={B: 3}))["H1"].grade is Grade.OPPORTUNITY
        assert refusal(remark).code == "finding-requirement"

    def test_good_practice_alone_makes_no_likely_minor(self):
        assert refusal(add(clause="9.1.2", questions=(G,))).code == "finding-good-practice"

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"clause": "3.9"}, "finding-no-clause"),
            ({"questions": ("Q8.2.3-7",)}, "question"),
            ({"action": "A8.2.3-77"}, "action"),
            ({"observations": (UUID(int=9),)}, "observation"),
            ({"edition": "2026"}, "edition"),
        ],
    )
    def test_what_does_not_exist_is_refused(self, wrong, code):
        assert refusal(add(**wrong)).code == code

    def test_two_devices_may_have_given_the_same_number(self):
        held = taken(add(headline="Here"))
        there = add(headline="There")
        joined = held.model_copy(update={"decisions": (*held.decisions, there)})
        found = by_id(result(joined))
        assert (found["H1"].headline, found["H1-2"].headline) == ("Here", "There")


class TestEditions:
    def both(self, *decisions):
        report = analyse(QUESTIONS, taken(*decisions, editions=("2015", "2026")), on=ON)
        return report.editions

    def test_a_decision_holds_for_every_edition(self):
        assert all(FA not in by_id(edition) for edition in self.both(suppress(FA)))

    def test_or_for_the_one_that_is_named(self):
        old, new = self.both(suppress(FA, edition="2026"))
        assert FA in by_id(old)
        assert FA not in by_id(new)
        assert old.stale == new.stale == ()

    def test_or_for_the_one_it_fits(self):
        kept = taken(suppress(FC), editions=("2015", "2026")).decisions[0]
        assert kept.edition == "2015"
        assert {seen.edition for seen in kept.seen} == {"2015"}
        assert all(edition.stale == () for edition in self.both(suppress(FC)))


class TestLaterAnswers:
    def later(self, *decisions, **answers):
        held = taken(*decisions)
        return result(held.model_copy(update={"answers": taken(answers=answers).answers}))

    def test_a_decision_about_what_is_no_longer_proposed_is_reported(self):
        edition = self.later(regrade(FB, Grade.MAJOR), **{B: 3})
        assert [(each.decision.finding, each.because) for each in edition.stale] == [(FB, Because.NOT_PROPOSED)]

    def test_and_holds_again_when_it_comes_back(self):
        assert by_id(self.later(regrade(FB, Grade.MAJOR), **{B: 0}))[FB].grade is Grade.MAJOR

    @pytest.mark.parametrize(("level", "changed"), [(1, False), (0, True), (2, True)])
    def test_a_change_beneath_a_decision_is_flagged(self, level, changed):
        assert by_id(self.later(reword(FB, headline="Mine"), **{B: level}))[FB].changed_since is changed

    def test_a_new_revision_of_the_question_is_a_change(self):
        held = taken(suppress(FB))
        (decision,) = held.decisions
        older = decision.seen[0].model_copy(update={"revisions": {B: "0" * 12}})
        held = held.model_copy(update={"decisions": (decision.model_copy(update={"seen": (older,)}),)})
        assert result(held).suppressed[0].changed_since

    def test_a_finding_by_hand_is_flagged_when_its_question_is_answered_anew(self):
        assert not by_id(main(add(questions=(B,))))["H1"].changed_since
        assert by_id(self.later(add(questions=(B,)), **{B: 3}))["H1"].changed_since

    def test_a_remark_on_what_lapses_later_has_no_effect_and_is_reported(self):
        held = taken(add(Grade.OPPORTUNITY, questions=(B,)), answers={B: 3})
        edition = result(held.model_copy(update={"answers": taken().answers}))
        assert "H1" not in by_id(edition)
        assert [stale.because for stale in edition.stale] == [Because.REQUIREMENT]


# -- what always holds -----------------------------------------------------------------------------------------------


def undecided(findings):
    """The findings without the trail of decisions, which is kept whatever is undone."""
    return [finding.model_copy(update={"decisions": ()}) for finding in findings]


levels = st.fixed_dictionaries({A: st.integers(0, 3), B: st.integers(0, 3), C: st.integers(0, 3), G: st.integers(1, 5)})
names = st.sampled_from([FA, FB, FC, FG, f"{FA}a", f"{FB}b", "H1"])
decisions = st.lists(
    st.one_of(
        st.builds(suppress, names),
        st.builds(restore, names),
        st.builds(regrade, names, st.sampled_from([Grade.OPPORTUNITY, Grade.MINOR, Grade.MAJOR])),
        st.builds(lambda name: reword(name, headline="Mine"), names),
        st.builds(merge, st.just(FA), st.sampled_from([FB, FC, "H1"])),
        st.builds(split, names),
        st.builds(add),
    ),
    max_size=8,
)


def with_decisions(answers, taken_decisions):
    held = assessment(answers)
    return result(held.model_copy(update={"decisions": tuple(taken_decisions)}))


@given(levels)
def test_deciding_nothing_changes_nothing(answers):
    edition = with_decisions(answers, ())
    assert (edition.suppressed, edition.stale, edition.proposed) == ((), (), ())
    assert all(finding.proposed is finding.grade and not finding.decisions for finding in edition.findings)


@given(levels, decisions, names)
def test_suppressing_and_restoring_takes_nothing_away(answers, before, name):
    edition = with_decisions(answers, before)
    if name in by_id(edition):
        after = with_decisions(answers, [*before, suppress(name), restore(name)])
        assert undecided(after.findings) == undecided(edition.findings)
        assert after.plan == edition.plan


@given(levels, decisions)
def test_no_decision_is_lost_and_none_makes_an_opportunity_of_a_lapse(answers, given_decisions):
    plain, edition = with_decisions(answers, ()), with_decisions(answers, given_decisions)
    shown = (*edition.findings, *edition.suppressed)
    assert len({finding.id for finding in shown}) == len(shown)
    assert len(edition.stale) <= len(given_decisions)
    assert (edition.tally, edition.gates, edition.range) == (plain.tally, plain.gates, plain.range)
    for finding in shown:
        if finding.proposed in {Grade.MINOR, Grade.MAJOR}:
            assert finding.grade in {Grade.MINOR, Grade.MAJOR}
        if finding.proposed is Grade.OPPORTUNITY:
            assert finding.grade is Grade.OPPORTUNITY


@given(levels, st.permutations([Grade.MINOR, Grade.MAJOR]))
def test_the_order_of_the_journal_decides(answers, grades):
    edition = with_decisions({**answers, A: 1}, [regrade(FA, grade) for grade in grades])
    assert by_id(edition)[FA].grade is grades[-1]
