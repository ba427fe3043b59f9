"""Every address of the program, read from the resolver, with something to put in its places."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    name: str
    places: tuple[str, ...]
    """Names of what the address takes: `case`, `person_id`."""
    capability: object
    """What its guard asks; None: open to all; missing: no guard at all."""


MISSING = object()


def every_route() -> list[Route]:
    return sorted(_walk(get_resolver().url_patterns, ()), key=lambda route: route.name)


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry.url_patterns, inner)
        else:
            name = ":".join([*spaces, entry.name or repr(entry.pattern)])
            places = tuple(entry.pattern.regex.groupindex)
            yield Route(name, places, getattr(entry.callback, "capability", MISSING))
