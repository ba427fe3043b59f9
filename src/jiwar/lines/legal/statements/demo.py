"""Ahmed's statement: a session, six events half dated in two calendars, a day that does not fit yet, two versions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from jiwar.casework.cases.models import Case
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import Calendar, from_civil, month_name
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.statements import actions, queries
from jiwar.lines.legal.statements.actions import Event, Reading, Sitting

ENTERED_BEFORE: Final = 53
"""Days since the entry that the procedure records; what he says is a week before."""

_HOUSE: Final = Event(
    "كنا نزرع الذرة والسمسم. كان لي دكان صغير مع أخي.", "في شتاء 2021", place="قرب زالنجي", stage="home"
)
_ATTACK: Final = Event(
    "دخل المسلحون السوق وأحرقوا الدكاكين. هربنا إلى بيت خالي.", "بعد رمضان 1444", "زالنجي", stage="home"
)
_RAINS: Final = Event(
    "أخذوا أخي من بيت خالي ليلًا. لم نره بعد ذلك.",
    "حين بدأت الأمطار",
    earliest=date(2023, 6, 1),
    latest=date(2023, 8, 15),
    stage="home",
    narrow=True,
)
_LEFT: Final = Event("خرجت مع زوجتي وابني في شاحنة.", "بعد حرق السوق بشهرين", stage="way")
_WAY: Final = Event("عملت في مزرعة حتى جمعت أجرة الطريق.", "أوائل 2024", stage="way")


def tell_ahmed(story: Story, adviser: Viewer, case: Case) -> None:
    session = actions.record_session(
        adviser,
        case=case,
        held_on=story.today - timedelta(days=1),
        minutes=90,
        about="First session of the statement. Six events in order of time, two questions left open.",
        sitting=Sitting(
            place="Our office, the small room",
            present="Ahmed, his adviser, the interpreter. His wife waited outside with the child, as he wished.",
            interpreter_name="Halima Abbakar",
            language="fvr",
            breaks="Twice ten minutes; tea after the part about his brother.",
            how="Calm at first, tired in the end. He asked to stop before the way here, and then went on.",
            notes_agreed="yes",
        ),
    )
    rows = [
        actions.write_event(adviser, case=case, event=replace(each, session=session))
        for each in (_HOUSE, _ATTACK, _RAINS)
    ]
    for each in (replace(_LEFT, other=rows[1]), _WAY, _arrived(story.today)):
        actions.write_event(adviser, case=case, event=replace(each, session=session))
    actions.ask_question(
        adviser, case=case, text="Who else saw his brother being taken? Can they be reached?", entries=[rows[2]]
    )
    _draft(story, adviser, case)


def _arrived(today: date) -> Event:
    """A day he gives in the Hijri calendar, a week before the one that is recorded."""
    said = from_civil(today - timedelta(days=ENTERED_BEFORE + 7), Calendar.HIJRI)
    words = f"{said.day} {month_name(Calendar.HIJRI, said.month, 'ar')} {said.year}"
    return Event("وصلنا بالحافلة في الفجر.", words, "غازي عنتاب", stage="here", step=EventKind.ENTRY.value)


def _draft(story: Story, adviser: Viewer, case: Case) -> None:
    """Filled from the chronology, read to him with corrections, written on; the new version waits to be read."""
    first = actions.from_chronology(adviser, case, "ar")
    row = actions.begin_statement(adviser, case=case, title="إفادة أحمد", language="ar", paragraphs=first)
    version = queries.text(adviser, row).latest
    version.statement = row
    actions.read_back(
        adviser,
        version=version,
        reading=Reading(
            read_on=story.today,
            language="fvr",
            answer="corrections",
            interpreter_name="Halima Abbakar",
            corrections="The shop was his brother’s alone; he helped there.",
        ),
    )
    mended = [
        replace(each, text=each.text.replace("كان لي دكان صغير مع أخي", "كان لأخي دكان صغير وكنت أساعده"))
        for each in first
    ]
    actions.write_version(adviser, statement=row, paragraphs=mended, seen=1)
