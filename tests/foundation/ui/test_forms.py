"""Forms on the page: labels, errors beside the field, what was typed is kept."""

import re

from django.test import Client


def test_every_input_has_a_label(gallery: Client) -> None:
    page = gallery.get("/").content.decode()
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    inputs = re.findall(r"<(?:input|select|textarea)\s[^>]*>", page)
    named = [tag for tag in inputs if 'type="hidden"' not in tag]
    assert len(named) > 10
    for tag in named:
        identity = re.search(r'\sid="([^"]+)"', tag)
        assert identity is not None, tag
        assert identity[1] in labelled, tag


def test_an_impossible_date_is_explained_beside_the_field_and_kept(gallery: Client) -> None:
    page = gallery.get("/?faults=1").content.decode()
    sentence = "Safar 1410 had 29 days. Write the day if known, or leave it out."
    assert f'<a href="#id_born">Date of birth</a>: {sentence}' in page
    assert re.search(rf'<span class="error" id="id_born_error">.*{re.escape(sentence)}</span>', page)
    assert 'value="٣١ / ٢ / ١٤١٠"' in page
    assert re.search(r'value="hijri"[^>]* checked', page)
    assert 'aria-describedby="id_born_helptext id_born_error"' in page


def test_text_takes_the_direction_of_what_is_typed(gallery: Client) -> None:
    page = gallery.get("/").content.decode()
    assert re.search(r'name="name"[^>]* dir="auto"', page)
    assert re.search(r'name="children"[^>]* dir="ltr"', page)


def test_needed_is_said_only_where_something_else_is_not(gallery: Client) -> None:
    assert gallery.get("/").content.decode().count('class="needed"') == 1
    assert 'class="needed"' not in gallery.get("/door/").content.decode()
