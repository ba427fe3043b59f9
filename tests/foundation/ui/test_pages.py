"""Pages as a browser gets them."""

import re

import pytest
from django.test import Client

LANGUAGES = ("en", "ar", "fr")


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fr", "ltr")])
def test_a_page_names_its_language_and_direction(gallery: Client, language: str, direction: str) -> None:
    page = text_of(gallery, f"/?lang={language}")
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_a_hostile_name_is_text_and_turns_nothing_around(gallery: Client) -> None:
    page = text_of(gallery, "/")
    assert "<svg/onload" not in page
    assert "&lt;svg/onload=alert(1)&gt;gpj.exe" in page
    assert "<b>Haddad" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_inline_and_nothing_from_elsewhere(gallery: Client, language: str) -> None:
    for address in ("/", "/door/", "/paper/", "/not/there"):
        page = text_of(gallery, f"{address}?lang={language}")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", page.replace("&lt;svg/onload=", ""))
        assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)", page)
        assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_dates_are_isolated_in_arabic_digits_and_levantine_months(gallery: Client) -> None:
    page = text_of(gallery, "/?lang=ar")
    assert '<time datetime="2026-03-06" dir="auto">الجمعة ٦ آذار ٢٠٢٦</time>' in page
    assert '<bdi class="other">١٧ رمضان ١٤٤٧</bdi>' in page
    assert '<bdi dir="ltr" class="ref">C-0142</bdi>' in page


def test_english_readers_keep_latin_digits_beside_the_other_calendar(gallery: Client) -> None:
    page = text_of(gallery, "/?lang=en")
    assert '<time datetime="2026-03-06" dir="auto">Fri 6 Mar 2026</time> <small><bdi class="other">17 Ramadan' in page


def test_a_deadline_says_its_state_in_words(gallery: Client) -> None:
    page = text_of(gallery, "/")
    for word in ("today", "tomorrow", "days left", "days late", "passed", "met", "Time limit not verified"):
        assert word in page


def test_navigation_marks_where_one_is_and_keeps_the_rest_for_more(gallery: Client) -> None:
    page = text_of(gallery, "/")
    assert len(re.findall(r'<a href="/" aria-current="page">', page)) == 1
    assert re.search(r'<a href="/people/" class="later">.*?Cases', page)
    assert "Security" in page
    assert '<label class="unseen" for="find">' in page


def test_who_is_searched_for_never_stands_in_an_address(gallery: Client) -> None:
    form = re.search(r'<form class="find"[^>]*>', text_of(gallery, "/"))
    assert form is not None
    assert 'method="post"' in form[0]


def test_signed_out_there_is_no_navigation_and_no_search(gallery: Client) -> None:
    page = text_of(gallery, "/?out=1")
    assert "Deadlines</span>" not in page
    assert 'role="search"' not in page
    assert "Sign out" not in page


def test_a_part_for_htmx_is_the_same_part(gallery: Client) -> None:
    whole = text_of(gallery, "/")
    answer = gallery.get("/", headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert part.strip().startswith('<article class="card deadline now">')
    assert part.strip() in whole
    assert "HX-Request" in answer.headers["Vary"]


def test_headers_let_a_browser_do_nothing_but_show_the_page(gallery: Client) -> None:
    answer = gallery.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Content-Language"] == "en"
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("address", "status"), [("/not/there", 404), ("/broken/", 500)])
def test_trouble_has_our_look_and_a_way_out(gallery: Client, language: str, address: str, status: int) -> None:
    answer = gallery.get(f"{address}?lang={language}")
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert '<a class="button first" href="/">' in page
    assert "a fault on purpose" not in page


def test_an_old_form_is_refused_in_our_look(gallery: Client, settings: object) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/language/", {"language": "ar"})
    assert answer.status_code == 403
    assert "This form has grown old" in answer.content.decode()


def test_the_language_switch_works_signed_out(gallery: Client) -> None:
    answer = gallery.post("/language/?out=1", {"language": "ar", "next": "/door/?out=1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/door/?out=1")
    assert '<html lang="ar" dir="rtl">' in text_of(gallery, "/door/?out=1")


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "door"])
def test_the_language_switch_leads_nowhere_else(gallery: Client, target: str) -> None:
    assert gallery.post("/language/", {"language": "fr", "next": target}).headers["Location"] == "/"


def test_an_unknown_language_is_refused(gallery: Client) -> None:
    assert gallery.post("/language/", {"language": "xx"}).status_code == 400


def test_the_browsers_wish_counts_where_nothing_was_chosen(gallery: Client) -> None:
    page = gallery.get("/door/?out=1", headers={"Accept-Language": "de, fr-CA;q=0.8, en;q=0.5"}).content.decode()
    assert '<html lang="fr" dir="ltr">' in page
