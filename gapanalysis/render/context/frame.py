"""What every document has around its chapters: who it is about and by whom, against what, when, which version."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from gapanalysis.model.assessment import Engagement
from gapanalysis.render.context.plain import Data, Plain
from gapanalysis.render.documents import Document
from gapanalysis.render.messages import Messages
from gapanalysis.render.numbers import date_text, period_text

LONG_NAME = 45
"""Characters of a name that fit two lines at the size of a cover."""

LONGEST_RUNNING_NAME = 60
"""Characters of a client's name in the foot of a page; longer names are cut there and nowhere else."""


class Framed(Protocol):
    """What a report and a handout both have."""

    @property
    def language(self) -> str:
        """Language of the words, as `en-GB`."""
        ...

    @property
    def questionnaire_title(self) -> str:
        """What is asked about."""
        ...

    @property
    def engagement(self) -> Engagement:
        """Who is assessed, by whom and when."""
        ...

    @property
    def on(self) -> date:
        """The day it speaks of."""
        ...

    @property
    def version(self) -> str:
        """Version of this program."""
        ...


def frame(
    subject: Framed, editions: Sequence[str], messages: Messages, document: Document, version: str
) -> dict[str, Plain]:
    """The frame of a document; `editions` are the labels of those assessed, `version` is the document's own."""
    engagement, title = subject.engagement, subject.questionnaire_title
    name = f"document.{document.name}"
    return {
        "language": subject.language,
        "title": title,
        "kind": messages(f"{name}.kind"),
        "document_title": messages(f"{name}.title", questionnaire=title, client=engagement.client),
        "client": engagement.client,
        "running_name": running_name(engagement.client),
        "on": subject.on.isoformat(),
        "version": subject.version,
        "invented": messages("cover.invented") if engagement.invented else "",
        "cover": cover(subject, editions, messages, version),
    }


def cover(subject: Framed, editions: Sequence[str], messages: Messages, version: str) -> Data:
    """Who, what, which edition, when, which version, whose document."""
    engagement = subject.engagement
    against = [messages("cover.edition", edition=editions[0])]
    against += [messages("cover.second_edition", edition=label) for label in editions[1:]]
    facts = [
        (messages("cover.client"), engagement.client),
        (messages("cover.firm"), ", ".join(part for part in (engagement.firm, engagement.assessor) if part)),
        (messages("cover.assessed"), period_text(messages, engagement.assessed_from, engagement.assessed_to)),
        (
            messages("cover.version"),
            messages("cover.version_of", version=version, on=date_text(messages, subject.on)),
        ),
        (messages("cover.confidentiality"), engagement.confidentiality),
    ]
    return {
        "title": subject.questionnaire_title,
        "author": engagement.firm or engagement.assessor,
        "client": held_together(engagement.client),
        "against": against,
        "long_name": len(engagement.client) > LONG_NAME,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
    }


def running_name(client: str) -> str:
    """The client's name, short enough for the foot of a page."""
    if len(client) <= LONGEST_RUNNING_NAME:
        return client
    return client[: LONGEST_RUNNING_NAME - 1].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"


def held_together(name: str) -> str:
    """A name whose short last word (`Ltd`, `plc`) does not stand on a line of its own."""
    start, _, last = name.rpartition(" ")
    return f"{start}\N{NO-BREAK SPACE}{last}" if start and len(last) <= len("GmbH") else name
