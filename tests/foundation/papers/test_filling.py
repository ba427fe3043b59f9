"""Texts with gaps: what they may say, and that nothing behind a value can be reached."""

import pytest

from jiwar.foundation.papers.filling import NotFilled, filled, names_in

VALUES = {"person": "\u2068Ahmed\u2069", "reference": ""}


def test_gaps_are_filled_and_questions_answered() -> None:
    text = "For {{ person }}{% if reference %} ({{ reference }}){% endif %}."
    assert names_in(text) == {"person", "reference"}
    assert filled(text, VALUES) == "For \u2068Ahmed\u2069."


@pytest.mark.parametrize(
    "text",
    [
        "{{ person.__class__ }}",
        "{{ person['__class__'] }}",
        "{{ person.upper() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ person|upper }}",
        "{{ range(10) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum }}",
        "{{ self._TemplateReference__context }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ '%s'|format(person) }}",
        "{{ secret }}",
        "{{ 'x' * 100000 }}",
        "{{ person",
    ],
)
def test_what_reaches_further_is_refused(text: str) -> None:
    with pytest.raises(NotFilled):
        filled(text, VALUES)


def test_only_the_allowed_names_are_known() -> None:
    with pytest.raises(NotFilled):
        filled("{{ person }} {{ other }}", {"person": "a", "other": "b"}, allowed=["person"])


def test_what_stands_in_a_value_is_not_read_as_a_text() -> None:
    assert filled("{{ person }}", {"person": "{{ 7 * 7 }}"}) == "{{ 7 * 7 }}"
