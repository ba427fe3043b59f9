"""The scope letter, as the letters room draws it: what was recorded and agreed, filled in; nothing is typed again."""

from typing import Any

from jiwar.casework.cases.queries.page import people_on
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.calendars import Calendar
from jiwar.lines.legal.actions import Draft
from jiwar.lines.legal.helping.actions import LETTER_LANGUAGES
from jiwar.lines.legal.letters import queries
from jiwar.lines.legal.letters.catalogue import LETTERS
from jiwar.lines.legal.models import Letter, Scope

KIND = next(kind for kind in LETTERS if kind.code == "scope")


def language_of(scope: Scope, usual: str) -> str:
    """Of the letter: the person's; where we have none in theirs, the usual one of the group, read out through an
    interpreter."""
    own = scope.language if scope.language in LETTER_LANGUAGES else usual
    return own if own in LETTER_LANGUAGES else "en"


def draft(viewer: Viewer, scope: Scope) -> Draft | None:
    """None where the viewer may know nobody on the case: a letter goes to somebody."""
    people = [each.person for each in people_on(viewer, scope.case)]
    person = next((each for each in people if each.id == scope.service.person_id), next(iter(people), None))
    if person is None:
        return None
    language = language_of(scope, viewer.group.default_language)
    return Draft(
        kind=KIND,
        languages=(language,),
        person=person,
        answers=_recorded(scope),
        adviser=scope.written_by.account.name,
        office=next(iter(queries.offices()), None),
        hijri=language == "ar" or viewer.account.calendar == Calendar.HIJRI,
        after=kept(viewer, scope),
        about=str(scope.service_id),
    )


def kept(viewer: Viewer, scope: Scope) -> Letter | None:
    """The newest version that was kept for the same help."""
    made = [each.row for each in queries.letters_of(viewer, scope.case) if each.latest and each.row.kind == KIND.code]
    return next((row for row in made if row.facts.get("about") == str(scope.service_id)), None)


def _recorded(scope: Scope) -> dict[str, Any]:
    said: dict[str, Any] = {"services": [scope.kind], "does": scope.does, "does_not": scope.does_not}
    if scope.agreed_on is None or scope.explained_by is None:
        return said
    return {
        **said,
        "explained_by": scope.explained_by.account.name,
        "agreed_on": scope.agreed_on.isoformat(),
        "agreed_aloud": scope.agreed_how == "aloud",
        "interpreter": scope.interpreter,
        "interpreted_into": scope.interpreter_language,
    }
