"""Finding people by name, telephone or identifier while all three are sealed.

A name is found by its normalised words, exactly: every typed word must be a word of one of the person's names, in
any order. Spelling across scripts is not bridged here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet

from jiwar.casework.people.models import Identifier, NameKey, Person, Phone
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.languages.phones import normalised_phone
from jiwar.foundation.vault import blind
from jiwar.knowledge.calendars import fold_digits

# Marks that are written or left out at will: harakat, the dagger alef, tatweel, joiners and direction marks.
_LEFT_OUT = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۀ": "ه",
        "ە": "ه", "ک": "ك", "ء": None, "'": None, "’": None, "ʼ": None, "`": None, "ʿ": None, "ʾ": None,
    }
)  # fmt: skip
_BETWEEN = re.compile(r"[^\w]+|_+")
LONGEST = 200


def normalised(text: str) -> str:
    """One spelling for all that differs only in marks, letter forms, digits or case. Idempotent."""
    text = fold_digits(unicodedata.normalize("NFKC", text[:LONGEST])).casefold()
    text = _LEFT_OUT.sub("", unicodedata.normalize("NFC", text)).translate(_LETTERS)
    return " ".join(_BETWEEN.sub(" ", text).split())


def words(text: str) -> list[str]:
    """The normalised words of a name, each once, in order."""
    return list(dict.fromkeys(normalised(text).split()))


def normalised_identifier(text: str) -> str:
    """Letters and digits only: `ABC-12C00345` and `abc 12c00345` are one number."""
    return normalised(text).replace(" ", "")


def word_key(word: str) -> bytes:
    return blind.index("name-word", word)


def whole_key(text: str) -> bytes:
    """Of a whole name, whatever the order of its words."""
    return blind.index("name-whole", " ".join(sorted(words(text))))


def phone_key(number: str) -> bytes:
    """Of a number in E.164."""
    return blind.index("phone", number)


def identifier_key(text: str) -> bytes:
    return blind.index("identifier", normalised_identifier(text))


def index_names(person: Person, names: Iterable[str]) -> None:
    """Makes the person found by exactly these names."""
    texts = [text for text in names if words(text)]
    keys = {(word_key(word), False) for text in texts for word in words(text)}
    keys |= {(whole_key(text), True) for text in texts}
    NameKey.objects.filter(person=person).delete()
    NameKey.objects.bulk_create([NameKey(person=person, key=key, whole=whole) for key, whole in sorted(keys)])


def named(text: str) -> QuerySet[Person]:
    """People one of whose names has every typed word; nobody when no word was typed."""
    typed = words(text)
    if not typed:
        return Person.objects.none()
    rows = Person.objects.all()
    for word in typed:
        rows = rows.filter(id__in=NameKey.objects.filter(key=word_key(word), whole=False).values("person_id"))
    return rows


def with_phone(number: str) -> QuerySet[Person]:
    return Person.objects.filter(id__in=Phone.objects.filter(key=phone_key(number)).values("person_id"))


def with_identifier(text: str) -> QuerySet[Person]:
    if len(normalised_identifier(text)) < 3:
        return Person.objects.none()
    return Person.objects.filter(id__in=Identifier.objects.filter(key=identifier_key(text)).values("person_id"))


def as_phone(text: str) -> str:
    """The typed text as a number in E.164, or empty when it is none."""
    if sum(mark.isdigit() for mark in text) < 6:
        return ""
    try:
        return normalised_phone(text, current_group().country)
    except ValidationError:
        return ""


@dataclass(frozen=True)
class Likeness:
    """What a typed registration has in common with an existing record."""

    same_name: bool = False
    shared_words: int = 0
    same_phone: bool = False
    same_identifier: bool = False

    @property
    def strength(self) -> int:
        """For order only: an equal number weighs most, then an equal name."""
        return 8 * self.same_identifier + 4 * self.same_phone + 4 * self.same_name + self.shared_words


MOST_ALIKE = 12


def alike(
    among: QuerySet[Person], names: Iterable[str], phones: Iterable[str], identifiers: Iterable[str]
) -> dict[UUID, Likeness]:
    """Those of `among` with an equal name, telephone or identifier, or two equal words of a name; the likest first."""
    texts = [text for text in names if words(text)]
    same_phone = {row for number in phones for row in _ids(among, with_phone(number))}
    same_identifier = {row for text in identifiers for row in _ids(among, with_identifier(text))}
    same_name, shared = _same_name(among, texts), _sharing_words(among, texts)
    found = {
        row: Likeness(row in same_name, shared.get(row, 0), row in same_phone, row in same_identifier)
        for row in {*same_phone, *same_identifier, *same_name, *shared}
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].strength, pair[0]))[:MOST_ALIKE])


def _ids(among: QuerySet[Person], rows: QuerySet[Person]) -> list[UUID]:
    return list(among.filter(id__in=rows.values("id")).values_list("id", flat=True)[:MOST_ALIKE])


def _same_name(among: QuerySet[Person], texts: list[str]) -> set[UUID]:
    """The whole name is equal; a name of one word says too little to be 'the same name' by itself."""
    keys = [whole_key(text) for text in texts if len(words(text)) > 1]
    if not keys:
        return set()
    rows = Person.objects.filter(id__in=NameKey.objects.filter(key__in=keys, whole=True).values("person_id"))
    return set(_ids(among, rows))


def _sharing_words(among: QuerySet[Person], texts: list[str]) -> dict[UUID, int]:
    keys = [word_key(word) for text in texts for word in words(text)]
    if len(keys) < 2:
        return {}
    rows = (
        NameKey.objects.filter(key__in=keys, whole=False, person__in=among)
        .values("person_id")
        .annotate(shared=Count("key"))
        .filter(shared__gte=2)
        .order_by("-shared", "person_id")
    )
    return {row["person_id"]: row["shared"] for row in rows[:MOST_ALIKE]}
