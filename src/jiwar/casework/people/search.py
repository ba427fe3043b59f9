"""Finding people by name, telephone or identifier while all three are sealed.

A name is found by its normalised words, exactly: every typed word must be a word of one of the person's names, in
any order. Spelling across scripts is not bridged here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from jiwar.casework.people.models import Identifier, NameKey, Person, Phone
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.statements import statement
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


COMMON = 500
"""A word that more people bear than this is common: it is looked up person by person, not gathered first."""
NOBODY: Final = UUID(int=0)
"""Stands in every list of ids, so that finding nobody asks the database as often as finding somebody hidden."""


def named(text: str) -> QuerySet[Person]:
    """People one of whose names has every typed word; nobody when no word was typed."""
    typed = words(text)
    return _having(Person.objects.all(), typed) if typed else Person.objects.none()


def _having(rows: QuerySet[Person], typed: list[str]) -> QuerySet[Person]:
    """Those of `rows` that bear every word."""
    bearers = {word: _bearers(word) for word in typed}
    rarest = min(typed, key=lambda word: len(bearers[word]))
    if len(bearers[rarest]) <= COMMON:
        rows = rows.filter(id__in=[NOBODY, *bearers[rarest]])
        typed = [word for word in typed if word != rarest]
    return rows.filter(*(_bears(word) for word in typed))


def bearing_words(text: str) -> tuple[list[UUID], list[bytes]] | None:
    """Who bears the rarest of the typed words, and the keys of the others; None where every word is common."""
    typed = words(text)
    bearers = {word: _bearers(word) for word in typed}
    rarest = min(typed, key=lambda word: len(bearers[word]), default="")
    if len(bearers.get(rarest, ())) > COMMON:
        return None
    return [NOBODY, *bearers.get(rarest, ())], [word_key(word) for word in typed if word != rarest]


def _bearers(word: str) -> list[UUID]:
    """Who bears the word; one more than `COMMON` at most."""
    return _bearing(word_key(word))


@statement
def _bearing(key: bytes) -> QuerySet[NameKey, UUID]:
    return NameKey.objects.filter(key=key, whole=False).values_list("person_id", flat=True)[: COMMON + 1]


def _bears(word: str) -> Exists:
    return bears(word_key(word))


def bears(key: bytes) -> Exists:
    return Exists(NameKey.objects.filter(key=key, whole=False, person=OuterRef("pk")))


def with_phone(number: str) -> QuerySet[Person]:
    return _people(ids_with_phone(number))


def ids_with_phone(number: str) -> list[UUID]:
    """Everyone with the telephone, and `NOBODY`."""
    return [NOBODY, *_phoning(phone_key(number))]


@statement
def _phoning(key: bytes) -> QuerySet[Phone, UUID]:
    return Phone.objects.filter(key=key).values_list("person_id", flat=True)


def with_identifier(text: str) -> QuerySet[Person]:
    return _people(ids_with_identifier(text))


def ids_with_identifier(text: str) -> list[UUID]:
    """Everyone with the paper's number, and `NOBODY`; two letters are no number."""
    if len(normalised_identifier(text)) < 3:
        return [NOBODY]
    return [NOBODY, *_identified(identifier_key(text))]


@statement
def _identified(key: bytes) -> QuerySet[Identifier, UUID]:
    return Identifier.objects.filter(key=key).values_list("person_id", flat=True)


def with_whole_name(texts: Iterable[str]) -> QuerySet[Person]:
    """The whole name is equal; a name of one word says too little to be 'the same name' by itself."""
    keys = [whole_key(text) for text in texts if len(words(text)) > 1]
    return _people(NameKey.objects.filter(key__in=keys, whole=True).values_list("person_id", flat=True))


def _people(ids: Iterable[UUID]) -> QuerySet[Person]:
    """The ids are read first: left to itself SQLite walks through all people by number instead."""
    return Person.objects.filter(id__in=[NOBODY, *ids])


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
    same_name, shared = set(_ids(among, with_whole_name(texts))), _sharing_words(among, texts)
    found = {
        row: Likeness(row in same_name, shared.get(row, 0), row in same_phone, row in same_identifier)
        for row in {*same_phone, *same_identifier, *same_name, *shared}
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1].strength, pair[0]))[:MOST_ALIKE])


def _ids(among: QuerySet[Person], rows: QuerySet[Person]) -> list[UUID]:
    return _first(among.filter(id__in=rows.values("id")))


def _first(rows: QuerySet[Person]) -> list[UUID]:
    return list(rows.order_by("-number").values_list("id", flat=True)[:MOST_ALIKE])


def _sharing_words(among: QuerySet[Person], texts: list[str]) -> dict[UUID, int]:
    """Two words in common, one of them not common; where all are common, every one of them."""
    typed = list(dict.fromkeys(word for text in texts for word in words(text)))
    if len(typed) < 2:
        return {}
    bearers = [_bearers(word) for word in typed]
    rare = [ids for ids in bearers if len(ids) <= COMMON]
    if not rare:
        return {row: len(words(text)) for text in texts for row in _first(_having(among, words(text)))}
    counted = Counter(
        NameKey.objects.filter(
            person_id__in=[NOBODY, *{row for ids in rare for row in ids}],
            key__in=[word_key(word) for word in typed],
            whole=False,
        ).values_list("person_id", flat=True)
    )
    sharing = {row: count for row, count in counted.items() if count > 1}
    known = among.filter(id__in=[NOBODY, *sharing]).values_list("id", flat=True)
    return {row: sharing[row] for row in known}
