"""What was edited in a Word file, against how it was written and what stands now."""

import pytest

from gapanalysis.engine.rewording import as_of_earlier, decisions_of, edits_of, rewordings
from gapanalysis.model.block import bookmark, bookmarked, key_of
from gapanalysis.model.document import LONGEST_TEXT
from gapanalysis.model.grade import Grade
from gapanalysis.model.judgement import Reworded, Seen
from gapanalysis.model.rewording import Block, Fate, Returned, Rewording

FINDING = "finding.F9.1.2-1.headline"


def block(text, name="headline", written=None, beneath="then", **more):
    """A block as it is in a file; `written` is what was written, which is the same unless it was edited."""
    mark = bookmarked(bookmark(name, text if written is None else written, beneath))[1]
    return Block(**{"key": key_of(name), "name": name, "text": text, "mark": mark, **more})


def file(*blocks, comments=0):
    return Returned(assessment="acme", blocks=blocks, comments=comments)


def fates(came, now, worded=()):
    found = rewordings(file(*came), file(*now), dict.fromkeys(worded, "as typed"))
    return [(each.block, each.fate) for each in found.texts]


NOW = block("Nobody asks")
SAME_RESULTS, OTHER_RESULTS = {"beneath": "then"}, {"beneath": "now"}


def test_what_was_not_edited_is_left_alone_whatever_stands_now():
    assert fates([block("Nobody asks")], [NOW]) == []
    assert fates([block("Nobody asks")], [block("Somebody asks", **OTHER_RESULTS)]) == []
    assert fates([block("Nobody asks")], [block("In my words")], worded=["headline"]) == []


def test_space_alone_is_no_edit():
    assert fates([block(" Nobody\N{NO-BREAK SPACE} asks\n", written="Nobody asks")], [NOW]) == []


def test_nothing_that_commands_a_terminal_comes_in():
    edited = block("We never\x9b31m ask\x7f", written="Nobody asks")
    stranger = block("Edited", name="section.\x9b2J", mark=None)
    (kept, unknown) = rewordings(file(edited, stranger), file(NOW), {}).texts
    assert kept.text == "We never31m ask"
    assert unknown.block == "section.2J"


def test_line_breaks_that_a_program_lost_are_no_edit():
    now = block("Not ready.\nIn spring.", name="summary")
    assert fates([block("Not ready.In spring.", name="summary", written="Not ready.\nIn spring.")], [now]) == []
    now = block("Not ready.In spring.", name="summary")
    came = block("Not ready. In spring.", name="summary", written="Not ready.In spring.")
    assert fates([came], [now]) == [("summary", Fate.TAKEN)]


def test_an_edit_is_taken():
    found = rewordings(file(block("We never ask", written="Nobody asks")), file(NOW), {})
    assert found.texts == (Rewording(block="headline", text="We never ask", stands="Nobody asks", fate=Fate.TAKEN),)


def test_what_stands_already_needs_no_taking():
    assert fates([block("In my words", written="Nobody asks")], [block("In my words")], worded=["headline"]) == []


@pytest.mark.parametrize(
    ("now", "worded", "fate"),
    [
        (block("Reworded here"), ["headline"], Fate.CONFLICT),
        (block("Reworded here", **OTHER_RESULTS), ["headline"], Fate.CONFLICT),
        (block("The rules say this again"), [], Fate.CONFLICT),
        (block("The results changed", **OTHER_RESULTS), [], Fate.TAKEN),
        (block("Nobody asks", **OTHER_RESULTS), ["headline"], Fate.TAKEN),
    ],
)
def test_a_conflict_is_where_a_person_reworded_it_since(now, worded, fate):
    assert fates([block("We never ask", written="Nobody asks")], [now], worded) == [("headline", fate)]


def test_an_edit_over_results_that_changed_since_is_outdated():
    edited = block("We never ask", written="Nobody asks")
    (kept,) = rewordings(file(edited), file(block("Other results", **OTHER_RESULTS)), {}).texts
    assert kept.outdated
    assert edits_of([kept], {"headline": "Other results"})[0].over == ""
    (kept,) = rewordings(file(edited), file(NOW), {}).texts
    assert edits_of([kept], {"headline": "Nobody asks"})[0].over == "Nobody asks"


@pytest.mark.parametrize(
    ("came", "fate"),
    [
        (block("Other", mark=None), Fate.UNSURE),
        (block(" \n", written="Nobody asks"), Fate.EMPTY),
        (block("x" * (LONGEST_TEXT + 1), written="Nobody asks"), Fate.LONG),
        (block("x" * LONGEST_TEXT, written="Nobody asks"), Fate.TAKEN),
    ],
)
def test_other_fates(came, fate):
    assert fates([came], [NOW]) == [("headline", fate)]


def test_two_copies_with_different_words():
    first, second = (block(text, written="Nobody asks") for text in ("One", "Other"))
    assert fates([first, second], [NOW]) == [("headline", Fate.DOUBLE)]
    assert fates([block("Nobody asks"), second], [NOW]) == [("headline", Fate.DOUBLE)]


def test_a_text_the_report_no_longer_has_is_told_if_it_was_edited():
    assert fates([block("As written", name=FINDING)], [NOW]) == []
    assert fates([block("Edited", name=FINDING, written="As written")], [NOW]) == [(FINDING, Fate.UNKNOWN)]
    assert fates([block("Mistyped", name="finding.F9.headline", mark=None)], [NOW]) == [
        ("finding.F9.headline", Fate.UNKNOWN)
    ]
    lost = block("Edited", name=FINDING, written="As written").model_copy(update={"name": ""})
    assert fates([lost], [NOW]) == [("", Fate.UNKNOWN)]


def test_controls_of_others_and_of_own_templates_are_left_alone():
    assert fates([block("A letterhead", name="company-address", mark=None)], [NOW]) == []
    own = block("Edited", name="own", written="Written")
    assert fates([own], [NOW]) == []
    assert fates([own], [NOW, block("Written", name="own")]) == []
    assert rewordings(file(NOW), file(NOW, block("Written", name="own")), {}).missing == ()


def test_a_block_without_its_name_is_known_by_its_key():
    edited = block("We never ask", written="Nobody asks")
    assert fates([edited.model_copy(update={"name": ""})], [NOW]) == [("headline", Fate.TAKEN)]


def test_order_what_is_missing_and_comments():
    summary = block("Ready", name="summary")
    came = [block("B", name="summary", written="Ready"), block("A", written="Nobody asks")]
    found = rewordings(file(*came, comments=2), file(NOW, summary, block("x", name=FINDING)), {})
    assert [each.block for each in found.texts] == ["headline", "summary"]
    assert (found.missing, found.comments) == ((FINDING,), 2)


def test_places_in_the_words_so_far_are_told():
    edited = block("We never ask", written="Nobody asks")
    (kept,) = rewordings(file(edited), file(NOW), {"headline": "Nobody asks {customers}"}).texts
    assert kept.places


def test_the_texts_of_a_finding_are_one_decision():
    texts = [
        Rewording(
            block=f"finding.F9.1.2-1.{part}", text=part, stands="", fate=Fate.TAKEN, outdated=part == "consequence"
        )
        for part in ("headline", "consequence")
    ]
    other = Rewording(block="finding.H1.recommendation", text="Ask", stands="", fate=Fate.TAKEN)
    assert edits_of([*texts, other], {}) == []
    assert decisions_of([*texts, other], "As the client speaks") == [
        (
            Reworded(finding="F9.1.2-1", reason="As the client speaks", headline="headline", consequence="consequence"),
            True,
        ),
        (Reworded(finding="H1", reason="As the client speaks", recommendation="Ask"), False),
    ]


def test_a_decision_on_earlier_results_differs_from_what_they_say_now():
    seen = Seen(edition="2015", finding="F1", proposed=Grade.MAJOR, level=0, revisions={"Q1": "abc"})
    decision = Reworded(finding="F1", reason="as the client speaks", headline="x", seen=(seen,))
    assert as_of_earlier(decision).seen != decision.seen
