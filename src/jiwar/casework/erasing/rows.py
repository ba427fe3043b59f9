"""Every row that says something of a person or a case, found by walking the models: a new room's tables are among them
without anybody thinking of it.

What stays is named here, with its reason; all else goes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models

from jiwar.casework.cases.models import Case, Service
from jiwar.casework.people.models import Person
from jiwar.foundation.vault import files
from jiwar.foundation.vault.fields import Ciphertext, SealedJSON, SealedText
from jiwar.foundation.vault.models import SealedFile, SealedModel

Model = type[models.Model]
STAYS: Final[dict[str, str]] = {
    "people.person": "its number stands for somebody who was helped",
    "cases.case": "counts of cases, by state and year",
    "cases.casemember": "how many people a case was about",
    "cases.service": "counts of help, by line, kind and year",
    "conflicts.check": "that a case was looked at for conflicts, without a word of whom",
    "access.lending": "who opened the file for some hours; the words go with the key",
    "audit.reason": "the chain covers it; the words go with the key",
    "erasing.erasure": "the record of the erasing; the words go with the key",
}
"""Of these the sealed columns are emptied or can be read no more; their codes, dates and numbers stay."""
OTHERS_WORDS: Final = frozenset({"conflicts.opposed"})
"""On other people's files these speak of the person and protect somebody: they stay there without the link."""
_BY_THEMSELVES: Final = frozenset({"vault.sealedfile", "people.peopleimport"})
"""Taken away by their own doors: what lies on disk goes with them."""


@lru_cache(maxsize=1)
def owned() -> tuple[tuple[Model, str], ...]:
    """Tables whose rows go with whose they are, and the way to that: sealed ones, and plain ones that point at a case.
    Those that point stand before those they point at."""
    kept = {*STAYS, *_BY_THEMSELVES}
    ways: dict[Model, str] = {
        relation.related_model: f"{relation.field.name}__subject"
        for relation in Case._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.related_model._meta.label_lower not in kept
    }
    sealed = [model for model in apps.get_models() if issubclass(model, SealedModel)]
    ways |= {model: "subject" for model in sealed if model._meta.label_lower not in kept}
    return tuple((model, ways[model]) for model in _in_order(list(ways)))


@lru_cache(maxsize=1)
def pointing() -> tuple[tuple[Model, str], ...]:
    """Tables whose rows are about a person by a link, whoever's key they are sealed with, and the link's name."""
    found = {
        relation.related_model: relation.field.name
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel)
        and relation.related_model._meta.label_lower not in {*STAYS, *OTHERS_WORDS}
    }
    pairs = [
        (relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.related_model in found
    ]
    order = {model: place for place, model in enumerate(_in_order(list(found)))}
    return tuple(sorted(pairs, key=lambda pair: (order[pair[0]], pair[1])))


def _in_order(left: list[Any]) -> list[Any]:
    ordered: list[Any] = []
    while left:
        free = [model for model in left if not any(_points(other, model) for other in left if other is not model)]
        if not free:
            raise TypeError(f"these tables point at each other in a circle: {left}")
        ordered += free
        left = [model for model in left if model not in free]
    return ordered


def _points(one: Model, other: Model) -> bool:
    return any(isinstance(field, models.ForeignKey) and field.related_model is other for field in one._meta.fields)


def count(person: Person, subjects: Sequence[UUID]) -> Counter[str]:
    """How many rows of which table `take` would take."""
    found: Counter[str] = Counter()
    for model, link in pointing():
        found[model._meta.label_lower] += model._default_manager.filter(**{link: person}).count()
    links = {model: [link for each, link in pointing() if each is model] for model, _link in pointing()}
    for model, way in owned():
        rows = model._default_manager.filter(**{f"{way}__in": subjects})
        for link in links.get(model, []):
            rows = rows.exclude(**{link: person})
        found[model._meta.label_lower] += rows.count()
    found["vault.sealedfile"] = SealedFile.objects.filter(subject__in=subjects).count()
    return +found


def take(person: Person, subjects: Sequence[UUID]) -> Counter[str]:
    """Deletes all rows about the person and all sealed under `subjects`, with the files. Inside a transaction."""
    gone: Counter[str] = Counter()
    for model, link in pointing():
        gone += _delete(model._default_manager.filter(**{link: person}))
    return gone + take_sealed(subjects)


def take_sealed(subjects: Sequence[UUID]) -> Counter[str]:
    gone: Counter[str] = Counter()
    for model, way in owned():
        gone += _delete(model._default_manager.filter(**{f"{way}__in": subjects}))
    for file in SealedFile.objects.filter(subject__in=subjects):
        files.remove(file)
        gone["vault.sealedfile"] += 1
    return gone


def _delete(rows: models.QuerySet[Any]) -> Counter[str]:
    """With what leans on them (a goal on its need), whoever's key that is sealed with."""
    gone: Counter[str] = Counter()
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        return gone
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if _leans(relation, rows.model):
            gone += _delete(relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": ids}))
    found = rows.model._default_manager.filter(pk__in=ids)
    chained = [field.name for field in rows.model._meta.fields if field.related_model is rows.model and field.null]
    if chained:
        found.update(**dict.fromkeys(chained))
    found.delete()
    gone[rows.model._meta.label_lower] += len(ids)
    return gone


def _leans(relation: Any, model: Model) -> bool:
    if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not models.PROTECT:
        return False
    return relation.related_model is not model and relation.related_model._meta.label_lower not in STAYS


def empty(model: type[SealedModel], rows: models.QuerySet[Any]) -> None:
    """The sealed columns of rows that stay and whose key goes: not even ciphertext is left of them."""
    sealed_columns = [field for field in model._meta.concrete_fields if isinstance(field, SealedText | SealedJSON)]
    rows.update(**{field.name: None if field.null else Ciphertext(b"") for field in sealed_columns})


def empty_help(rows: Iterable[Service]) -> None:
    """Help for the person on a case that stays with others: what was asked and what came of it is taken out."""
    for service in rows:
        service.asked = service.outcome = ""
        service.save(update_fields=["asked", "outcome"])
