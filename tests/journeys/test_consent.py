"""Consent on its own page: refused without losing help, given by word before a witness, taken back."""

from collections.abc import Callable

import pytest

from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from tests.cast import Cast
from tests.journeys.ahmed import NAME
from tests.journeys.browsing import Visitor


@pytest.mark.parametrize("language", ["ar", "en"])
def test_asked_given_and_taken_back(visit: Callable[..., Visitor], cast: Cast, language: str) -> None:
    person = people.register(cast.reception.viewer, who=Who(names=(NameGiven(NAME),)))
    front = visit(language).signed_in_as(cast.reception.client)
    front.goes_to("people:person", person_id=person.id)
    front.reads("no consent yet")
    front.goes_to("people:consents", person_id=person.id)
    front.reads("Saying no, or taking a yes back, costs the person nothing: help goes on.")
    front.follows("Ask for consent")
    front.picks("What for", "file")
    front.picks("In which language", "fvr")
    front.answers("Their answer", "Yes, they agree")
    front.presses("Save")
    front.reads("Say whether it was signed, or given by word before a witness.")
    front.answers("If yes: how it was given", "By word, before a witness")
    front.fills("Witness", "ليلى")
    front.presses("Save")
    front.page.wait_for_url("**/consent/")
    front.reads("Given")
    front.reads_plain("ليلى")

    front.goes_to("people:person", person_id=person.id)
    front.reads("Consent: %(purposes)s", purposes="")
    front.goes_to("people:consents", person_id=person.id)
    front.follows("They take it back")
    front.answers("Their answer now", "They take it back")
    front.fills("What they said about it", "أخي يجب ألا يعرف")
    front.presses("Save")
    front.page.wait_for_url("**/consent/")
    front.reads("No consent stands yet.")
    front.reads("Withdrawn")
    front.reads_plain("أخي يجب ألا يعرف")
    front.goes_to("people:person", person_id=person.id)
    front.reads("no consent yet")
