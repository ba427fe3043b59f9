"""The people of the story: Ahmed with his family, and about 300 others of many origins and scripts, all invented."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from jiwar.casework.people import actions
from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.demo_twins import tell_twins
from jiwar.casework.people.imports import actions as imports
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import (
    Birth,
    Contact,
    IdentifierGiven,
    Identifiers,
    InterpreterWishes,
    Languages,
    NameGiven,
    PhoneGiven,
    Spoken,
    Who,
)
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.countries import STATELESS
from jiwar.knowledge.calendars import Calendar, CalendarDay, GivenDate, from_civil

_DATA = Path(__file__).parent / "data" / "invented_names.tsv"
_LIST = Path(__file__).parent / "data" / "invented_list.csv"

AHMED_COMES_AFTER = 141
"""So that he is P-0142, where the group is big enough."""

COMMON_NEEDS = ("SP-PT", "SM-CI", "LP-ND", "LP-BN", "CR-NE", "ER-NF", "FU-TR", "DS-PM", "WR-LC", "SM-DP")
AREAS = ("Behind the old market", "Near the bus station", "Harbour quarter", "By the mosque", "حي النهر", "Mill road")
WHEN = ("After five in the afternoon.", "Mornings only.", "بعد صلاة العصر", "Not on Fridays.", "")
CODE_WORDS = ("sparrow", "blue door", "حبة تمر", "three lemons", "")
PURPOSES = ("legal", "health", "assistance", "education", "unhcr")

OWN_CALENDAR = {
    "afghan": Calendar.SOLAR_HIJRI,
    "ethiopian": Calendar.ETHIOPIAN,
    "eritrean": Calendar.ETHIOPIAN,
    "yemeni": Calendar.HIJRI,
}


@dataclass(frozen=True)
class Name:
    """A part of a name in Latin letters and in the people's own script ('' where there is none)."""

    latin: str
    own: str


@dataclass(frozen=True)
class People:
    code: str
    nationality: str
    first_language: str
    other_languages: tuple[str, ...]
    men: tuple[Name, ...]
    women: tuple[Name, ...]
    families: tuple[Name, ...]


@cache
def peoples() -> tuple[People, ...]:
    lines = [line for line in _DATA.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    codes = dict.fromkeys(row[0] for row in rows)
    return tuple(_people(code, [row for row in rows if row[0] == code]) for code in codes)


def _people(code: str, rows: list[list[str]]) -> People:
    def of(kind: str) -> tuple[Name, ...]:
        return tuple(Name(row[5], "" if row[6] == "-" else row[6]) for row in rows if row[4] == kind)

    others = () if rows[0][3] == "-" else tuple(rows[0][3].split(" "))
    return People(code, rows[0][1], rows[0][2], others, of("m"), of("f"), of("l"))


def tell(story: Story) -> None:
    """Registers everybody. Remembers 'ahmed', 'ahmed/wife', 'ahmed/son', and 'person/<n>' for each in order."""
    chance = story.chance(__name__)
    desk = [viewer for viewer in map(story.as_, story.cast) if viewer.can(can.REGISTER_PEOPLE)]
    told: list[Person] = []
    crowd = _crowd(story, chance, desk)
    before = AHMED_COMES_AFTER if story.people > AHMED_COMES_AFTER + 3 else 0
    while len(told) < before:
        told += next(crowd)[: before - len(told)]
    told += _ahmed(story, next(viewer for viewer in desk if viewer.can(can.WORK_ON_FILES)))
    while len(told) < story.people:
        told += next(crowd)
    for position, person in enumerate(told, start=1):
        story.remember(f"person/{position}", person)
    tell_twins(story, told)
    _bring_list(story)


def _bring_list(story: Story) -> None:
    """A list from another office: some new, one who is here already, one impossible date."""
    viewer = next(viewer for viewer in map(story.as_, story.cast) if viewer.can(can.IMPORT_PEOPLE))
    brought = imports.begin(viewer, chunks=[_LIST.read_bytes()], name="women-s-circle.csv", today=story.today)
    imports.start_and_wait(viewer, brought=brought, only_try=False)


def _ahmed(story: Story, viewer: Viewer) -> list[Person]:
    languages = Languages(
        (Spoken("fvr", "Nyala", "first", "no"), Spoken("ar", "", "well", "yes")),
        InterpreterWishes("male", "", "Speaks softly; give him time."),
    )
    ahmed = actions.register(
        viewer,
        who=Who(
            (NameGiven("Ahmed Ibrahim Adam"), NameGiven("أحمد إبراهيم آدم"), NameGiven("إبراهيم آدم", "father")),
            "male",
            ("SD",),
            "Near the bus station",
            SaidDate(GivenDate.of_civil(story.today - timedelta(days=53))),
        ),
        birth=Birth(SaidDate(GivenDate(Calendar.GREGORIAN, 1994, about=True))),
        contact=Contact(
            (PhoneGiven("+905000001234", "shared"),),
            when="After five in the afternoon.",
            shared_phone="yes",
            code_word="sparrow",
        ),
        languages=languages,
        none_of_these=True,
    )
    wife = _simple(viewer, ("Hawa Musa Idris", "حواء موسى إدريس"), "female", 1997, languages)
    son = _simple(viewer, ("Ibrahim Ahmed Ibrahim", "إبراهيم أحمد إبراهيم"), "male", story.today.year - 4, languages)
    _family(viewer, ahmed, wife, [son])
    for purpose, recipient, information in (
        ("legal", "", "Everything the legal adviser needs to act for him."),
        ("health", "City clinic", "Name, age, language, and that he sleeps badly. Nothing of the story."),
    ):
        question = Question(purpose, recipient, information, "interpreter", "fvr")
        actions.ask_and_answer(
            viewer, person=ahmed, question=question, state="given", form="word", witness="The interpreter for Fur"
        )
    actions.record_need(viewer, person=ahmed, code="LP-ND", note="Papers lost on the way.")
    for name, person in (("ahmed", ahmed), ("ahmed/wife", wife), ("ahmed/son", son)):
        story.remember(name, person)
    return [ahmed, wife, son]


def _simple(viewer: Viewer, names: tuple[str, str], sex: str, born: int, languages: Languages) -> Person:
    return actions.register(
        viewer,
        who=Who(tuple(NameGiven(name) for name in names), sex, ("SD",), "Near the bus station"),
        birth=Birth(SaidDate(GivenDate(Calendar.GREGORIAN, born))),
        languages=languages,
        none_of_these=True,
    )


def _family(viewer: Viewer, head: Person, spouse: Person | None, children: list[Person]) -> None:
    if spouse is not None:
        actions.relate(viewer, person=head, other=spouse, kind="spouse")
    for child in children:
        actions.relate(viewer, person=head, other=child, kind="child")
        if spouse is not None:
            actions.relate(viewer, person=spouse, other=child, kind="child")
    for each in [*([spouse] if spouse else []), *children]:
        actions.join_household(viewer, person=each, with_=head)


def _crowd(story: Story, chance: random.Random, desk: list[Viewer]) -> Iterator[list[Person]]:
    """Households without end: most of one, some with a spouse and children."""
    while True:
        people, viewer = chance.choice(peoples()), chance.choice(desk)
        head_is_woman = chance.random() < 0.4
        head = make_person(story, viewer, chance, people, woman=head_is_woman, age=chance.randint(19, 68))
        spouse, children = None, []
        if chance.random() < 0.3:
            spouse = make_person(story, viewer, chance, people, woman=not head_is_woman, age=chance.randint(19, 60))
        if spouse is not None or chance.random() < 0.12:
            children = [
                make_person(story, viewer, chance, people, woman=chance.random() < 0.5, age=chance.randint(0, 16))
                for _child in range(chance.randint(0 if spouse else 1, 3))
            ]
        if spouse is not None or children:
            _family(viewer, head, spouse, children)
        _first_contact(viewer, chance, head, people)
        yield [head, *([spouse] if spouse else []), *children]


def make_person(
    story: Story, viewer: Viewer, chance: random.Random, people: People, *, woman: bool, age: int
) -> Person:
    """Registers one invented person."""
    names = _names(chance, people, woman=woman)
    other = [chance.choice(people.other_languages)] if people.other_languages and chance.random() < 0.5 else []
    stateless = people.code == "rohingya" and chance.random() < 0.6
    spoken = (Spoken(people.first_language, "", "first", chance.choice(("yes", "yes", "no", ""))),)
    return actions.register(
        viewer,
        who=Who(
            names,
            "female" if woman else "male",
            (STATELESS if stateless else people.nationality,),
            chance.choice(AREAS),
            SaidDate(GivenDate(Calendar.GREGORIAN, story.today.year - chance.randint(0, 6))),
        ),
        birth=Birth(_born(story, chance, people, age)),
        contact=_contact(chance) if age > 15 and chance.random() < 0.8 else None,
        languages=Languages(spoken + tuple(Spoken(code) for code in other)),
        identifiers=_papers(chance) if chance.random() < 0.35 else None,
        none_of_these=True,
    )


def _names(chance: random.Random, people: People, *, woman: bool) -> tuple[NameGiven, ...]:
    given = chance.choice(people.women if woman else people.men)
    parts = [given, chance.choice(people.men), chance.choice(people.families or people.men)]
    latin, own = " ".join(part.latin for part in parts), " ".join(part.own for part in parts).strip()
    if not own:
        return (NameGiven(latin),)
    first, second = (own, latin) if chance.random() < 0.6 else (latin, own)
    return (NameGiven(first), NameGiven(second)) if chance.random() < 0.8 else (NameGiven(first),)


def _born(story: Story, chance: random.Random, people: People, age: int) -> SaidDate:
    kind = chance.random()
    if kind < 0.2 and age > 5:
        return SaidDate.of_age(age, story.today)
    day = story.today.replace(year=story.today.year - age, day=chance.randint(1, 28))
    calendar = OWN_CALENDAR.get(people.code, Calendar.GREGORIAN)
    told: CalendarDay = from_civil(day, calendar)
    if kind < 0.5:
        return SaidDate(GivenDate(calendar, told.year, about=kind < 0.35))
    return SaidDate(GivenDate(calendar, told.year, told.month, told.day))


def _contact(chance: random.Random) -> Contact:
    shared = chance.random() < 0.3
    number = f"+9050000{chance.randint(0, 99999):05d}"
    return Contact(
        (PhoneGiven(number, "shared" if shared else "own"),),
        when=chance.choice(WHEN),
        shared_phone="yes" if shared else "no",
        code_word=chance.choice(CODE_WORDS) if shared else "",
    )


def _papers(chance: random.Random) -> Identifiers:
    number = f"{chance.randint(100, 999)}-{chance.randint(10, 25)}C{chance.randint(0, 99999):05d}"
    return Identifiers((IdentifierGiven(number, "unhcr"),))


def _first_contact(viewer: Viewer, chance: random.Random, head: Person, people: People) -> None:
    """Consent and what makes it harder, as far as whoever registered them may write it."""
    purpose = chance.choice(PURPOSES) if viewer.can(can.WORK_ON_FILES) else "file"
    if chance.random() < 0.7:
        state = chance.choice(("given", "given", "given", "refused", "asked"))
        question = Question(purpose, explained="interpreter", explained_in=people.first_language)
        actions.ask_and_answer(viewer, person=head, question=question, state=state, form="signed")
    if viewer.can(can.WORK_ON_FILES) and chance.random() < 0.4:
        actions.record_need(viewer, person=head, code=chance.choice(COMMON_NEEDS))
