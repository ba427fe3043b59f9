"""Ahmed's evidence: a copy of his passport, the refusal, and a birth certificate with its translation."""

from datetime import timedelta
from typing import Final

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.letter import Column, Letter, Letterhead
from jiwar.lines.legal.evidence import actions
from jiwar.lines.legal.evidence.actions import Described
from jiwar.lines.legal.models import Procedure

_SAMPLE: Final = {
    "en": "A sample: this paper is invented.",
    "tr": "Örnek: bu belge uydurmadır.",
    "ar": "نموذج: هذه الورقة مختلقة.",
}


def tell_ahmed(story: Story, adviser: Viewer, case: Case, procedure: Procedure) -> None:
    """Where what draws papers is not installed, the exhibits wait for their files."""
    received = story.today - timedelta(days=3)
    passport = Described(
        title="Copy of the passport, page with the photo",
        kind="identity",
        shows="Who he is, and that he left through Adré.",
        received_on=received,
        received_from="Ahmed",
        received_how="as a photo by message",
        paper=_paper(adviser, case, "en", "Passport", "identity"),
    )
    refusal = Described(
        title="Ret kararı",
        kind="authority",
        shows="The decision, its reasons and the day it was handed over.",
        received_on=received,
        received_from="Ahmed",
        received_how="by hand, in the office",
        paper=_paper(adviser, case, "tr", "Karar", "decision"),
        procedure=procedure,
    )
    birth = Described(
        title="شهادة الميلاد",
        kind="civil",
        shows="Where and when he was born.",
        received_on=received,
        received_from="His sister",
        received_how="by post",
        translation="there",
        translated_by="Nur Tercüme",
        translated_on=story.today - timedelta(days=1),
        legalisation="needed",
        paper=_paper(adviser, case, "ar", "شهادة ميلاد", "family"),
        translated=_paper(adviser, case, "tr", "Doğum belgesi, çeviri", "family"),
    )
    for described, holder in ((passport, "person"), (refusal, "person"), (birth, "group")):
        actions.add_exhibit(adviser, case=case, described=described, holder=holder)


def _paper(adviser: Viewer, case: Case, language: str, title: str, kind: str) -> Document | None:
    column = Column(language, (), "", title, "", "", (), ((_SAMPLE[language],),), "", ())
    try:
        content = drawing.pdf(Letter(Letterhead("", ()), "", (column,), fictional=_SAMPLE[language]))
        return cases.add_document(
            adviser, case=case, chunks=[content], name="paper.pdf", title=title, kind=kind, language=language
        )
    except (drawing.NotDrawn, NotPossible):
        return None
