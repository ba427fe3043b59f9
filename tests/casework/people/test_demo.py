"""The invented people: the same from the same seed, of many scripts, and Ahmed among them."""

from datetime import date

import pytest

from jiwar.casework.people import demo, parts, queries, wording
from jiwar.casework.people.models import Consent, ImportedRow, Person
from jiwar.foundation.access.story import Story
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import SealedPiece
from tests.cast import Cast

pytestmark = pytest.mark.once


def told(cast: Cast, people: int) -> Story:
    story = Story(cast.reception.member.group, 7, date(2026, 3, 6), people)
    story.hire("reception", cast.reception.member)
    story.hire("caseworker", cast.caseworker.member)
    story.hire("coordinator", cast.coordinator.member)
    demo.tell(story)
    return story


def facts(story: Story) -> list[object]:
    people = [story.recall(f"person/{n}", Person) for n in range(1, 26)]
    return [(parts.who(person), parts.birth(person), parts.contact(person), person.number) for person in people]


def test_ahmed_and_his_family(cast: Cast) -> None:
    story = told(cast, 10)
    ahmed = story.recall("ahmed", Person)
    summary = queries.summary(cast.caseworker.viewer, ahmed)
    assert (summary.name, summary.other_name) == ("Ahmed Ibrahim Adam", "أحمد إبراهيم آدم")
    assert summary.facts == ["Sudan", "born about 1994", "speaks Fur and Arabic", "with wife and son"]
    assert summary.consent.purposes == ("legal", "health referral")
    contact = parts.contact(ahmed)
    assert (contact.phones[0].whose, contact.code_word, contact.never_name_us) == ("shared", "sparrow", "yes")


def test_the_same_seed_tells_the_same_people(cast: Cast, other_group: Group) -> None:
    first = facts(told(cast, 25))
    SealedPiece.objects.all().delete()
    again = told(cast, 25)
    assert [fact[:3] for fact in facts(again)] == [fact[:3] for fact in first]  # type: ignore[index]


def test_many_scripts_and_origins(cast: Cast) -> None:
    told(cast, 60)
    people = list(Person.objects.all())
    assert len({wording.script(name) for person in people for name in (person.shown, person.shown_other)}) >= 5
    assert len({tuple(person.nationalities) for person in people}) >= 8
    assert Consent.objects.filter(state="refused").exists()


def test_a_list_was_brought_in(cast: Cast) -> None:
    told(cast, 10)
    rows = ImportedRow.objects.order_by("row")
    assert [(row.row, row.fate) for row in rows] == [
        (2, "created"),
        (3, "created"),
        (4, "duplicate"),
        (5, "created"),
        (6, "error"),
        (7, "decision"),
        (8, "skipped"),
    ]
