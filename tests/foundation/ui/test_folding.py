"""What a template holds for good is worked out once for each language, and says what it said before."""

from uuid import uuid4

import pytest
from django.http import HttpRequest
from django.template import engines
from django.urls import reverse
from django.utils import translation
from markupsafe import Markup

from jiwar.foundation.languages.reader import ARABIC, LATIN, Reader, format_number, reading_as
from jiwar.foundation.ui.addresses import address
from jiwar.foundation.ui.context import page
from jiwar.foundation.ui.navigation import Shown
from jiwar.foundation.ui.templates_backend import Environment


def said(source: str, language: str, **known: object) -> str:
    with translation.override(language):
        return str(engines["jiwar"].from_string(source).render(known))


def code(source: str, language: str = "en") -> str:
    return str(Environment(language=language, autoescape=True).compile(source, raw=True))


def test_each_language_has_its_own_words() -> None:
    source = '{{ _("Deadlines") }}'
    spoken = {language: said(source, language) for language in ("en", "ar", "fr")}
    with translation.override("ar"):
        assert spoken["ar"] == translation.gettext("Deadlines")
    assert len(set(spoken.values())) == 3
    assert "gettext" not in code(source)


def test_variables_are_put_in_when_the_page_is_made_and_escaped() -> None:
    source = '{{ _("and %(n)s more", n=name) }} {% trans n=name %}Hello {{ n }}{% endtrans %}'
    assert said(source, "en", name="<b>") == "and &lt;b&gt; more Hello &lt;b&gt;"
    assert said(source, "en", name=Markup("<b>")) == "and <b> more Hello <b>"


def test_a_percent_sign_is_one() -> None:
    assert said('{{ _("100%% sure") }}', "en") == "100% sure"


def test_what_is_known_only_later_is_asked_later() -> None:
    assert said("{{ _(word) }}", "fr", word="Deadlines") == said('{{ _("Deadlines") }}', "fr")
    assert "nobody:knows" in code('{% if never %}{{ url("nobody:knows") }}{% endif %}')


@pytest.mark.parametrize("language", ["en", "ar"])
def test_addresses_are_constants(language: str) -> None:
    home = reverse("account_login")
    assert said('{{ url("account_login") }}', language) == home
    assert home in code('{{ url("account_login") }}', language)


def test_the_address_of_a_row_is_the_one_django_gives() -> None:
    for _ in range(3):
        one = uuid4()
        assert address("cases:case", case=one) == reverse("cases:case", kwargs={"case": one})
    assert address("cases:own-tasks") == reverse("cases:own-tasks")


def test_a_page_has_one_token_for_all_its_forms() -> None:
    request = HttpRequest()
    request.META["CSRF_COOKIE"] = "a" * 32
    known = page(request)
    assert str(known["csrf_input"]) == str(known["csrf_input"])
    assert 'name="csrfmiddlewaretoken"' in known["csrf_input"]


def test_what_a_template_prints_is_escaped_and_turns_nobody_around() -> None:
    for value, wanted in (
        ("plain", "plain"),
        ("<b> & 'c' \"d\"", "&lt;b&gt; &amp; &#39;c&#39; &#34;d&#34;"),
        ("محمد\u202e<", "محمد&lt;"),
        (Markup("<b>"), "<b>"),
        (7, "7"),
        (translation.gettext_lazy("Deadlines"), "Deadlines"),
    ):
        assert said("{{ value }}", "en", value=value) == wanted
    assert "environment.printed" in code("{{ value }}")
    assert "environment.printed" not in code("{% autoescape false %}{{ value }}{% endautoescape %}")


def test_a_number_on_the_rail_is_in_the_reader_s_digits() -> None:
    """The rail is drawn once and kept: readers of one language may keep different digits."""
    drawn = []
    for digits in (LATIN, ARABIC):
        with reading_as(Reader("ar", digits=digits)):
            place = Shown("x", "/", "my-day", False, format_number(12), True)
            drawn.append(said("{{ ui.rail(places) }}", "ar", places=(place,)))
    assert "12" in drawn[0]
    assert "١٢" in drawn[1]
