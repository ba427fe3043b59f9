"""Addresses of pages, by the name of their view.

Django works an address out anew each time; a list asks for the same one with another id in every row. Here the shape
of an address is kept, and ids are put into it.
"""

from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.urls import get_script_prefix, get_urlconf, reverse

_MARK: Final = UUID("00000000-0000-4000-8000-00000000000a")
"""Stands where an id will; ids need no quoting."""


def address(name: str, **arguments: Any) -> str:
    """`reverse`, with the arguments by name."""
    if len(arguments) == 1:
        ((argument, value),) = arguments.items()
        if type(value) is UUID:
            before, after = _around(name, argument, get_urlconf(), get_script_prefix())
            return f"{before}{value}{after}"
    return reverse(name, kwargs=arguments) if arguments else _fixed(name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=512)
def _around(name: str, argument: str, _urlconf: str | None, _prefix: str) -> tuple[str, str]:
    before, _mark, after = reverse(name, kwargs={argument: _MARK}).partition(str(_MARK))
    return before, after


@lru_cache(maxsize=512)
def _fixed(name: str, _urlconf: str | None, _prefix: str) -> str:
    return reverse(name)
