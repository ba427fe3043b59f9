"""Texts with gaps: `{{ name }}` and `{% if name %}`.

The texts are ours; still they are data. They run in a sandbox that knows the allowed names alone: no functions, no
filters, no way from a value to anything behind it.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, meta
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST: Final = 20_000


class NotFilled(Exception):
    """A text asks for a name it may not use, or does not read as a text with gaps."""


class _Gaps(ImmutableSandboxedEnvironment):
    """Values are printed and asked whether they are there; nothing of them can be reached or called."""

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False


_gaps = _Gaps()


def names_in(text: str) -> set[str]:
    """The names a text asks for."""
    try:
        return set(meta.find_undeclared_variables(_gaps.parse(text)))
    except TemplateError as error:
        raise NotFilled(str(error)) from None


def filled(text: str, values: Mapping[str, str], *, allowed: Iterable[str] | None = None) -> str:
    """The text with its gaps filled. `values` come isolated (`isolating`); raises `NotFilled`."""
    known = dict(values) if allowed is None else {name: values[name] for name in allowed if name in values}
    try:
        said = str(_template(text).render(known))
    except (TemplateError, ValueError, TypeError, ArithmeticError, RecursionError) as error:
        raise NotFilled(str(error)) from None
    if len(said) > LONGEST:
        raise NotFilled("longer than a letter")
    return said.strip()


@lru_cache(maxsize=512)
def _template(text: str) -> Any:
    return _gaps.from_string(text)
