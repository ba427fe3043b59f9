"""Catalogues: taken out of Python and templates, kept, compiled."""

import gettext
import os
from pathlib import Path

import pytest

from jiwar.foundation.ui import catalogues


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    (folder / "templates/room").mkdir(parents=True)
    (folder / "apps.py").write_text('from django.utils.translation import gettext_lazy as _\nNAME = _("A room")\n')
    (folder / "templates/room/page.html").write_text(
        '{{ _("Open") }} {% trans n=3 %}One day{% pluralize %}{{ n }} days{% endtrans %}'
        '{{ pgettext("calendar", "Hijri") }}'
    )
    return folder


def test_what_is_said_is_found_in_python_and_templates(room: Path) -> None:
    written = catalogues.extract(room)
    assert [path.parents[1].name for path in written] == ["ar", "fr"]
    text = written[0].read_text(encoding="utf-8")
    for piece in (
        'msgid "A room"',
        'msgid "Open"',
        'msgid "One day"',
        'msgid_plural "%(n)s days"',
        'msgctxt "calendar"',
    ):
        assert piece in text
    assert catalogues.extract(room) == []


def test_a_translation_survives_and_speaks(room: Path) -> None:
    french = catalogues.extract(room)[1]
    french.write_text(french.read_text().replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Ouvrir"'))
    (room / "apps.py").write_text('from django.utils.translation import gettext_lazy as _\nNAME = _("Another room")\n')
    catalogues.extract(room)
    assert "A room" not in french.read_text()
    (compiled,) = [path for path in catalogues.compile_all(room) if "fr" in path.parts]
    with compiled.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Open") == "Ouvrir"


def test_an_installed_program_is_never_written_into(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for po in catalogues.extract(room):
        # An installer may write the compiled form first.
        po.with_suffix(".mo").write_bytes(b"came with it")
        os.utime(po.with_suffix(".mo"), (1, 1))
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert catalogues.compile_all(room) == []


def test_rooms_are_the_apps_of_the_house() -> None:
    names = {path.name for path in catalogues.rooms()}
    assert {"languages", "ui", "access", "groups"} <= names


@pytest.mark.parametrize("language", catalogues.TRANSLATED_INTO)
def test_everything_the_desk_says_is_said_in_every_language(language: str) -> None:
    missing = {room.name: texts for room in catalogues.rooms() if (texts := catalogues.untranslated(room, language))}
    assert missing == {}


def test_a_text_without_its_translation_or_its_names_is_missed(room: Path) -> None:
    french = catalogues.extract(room)[1]
    assert "Open" in catalogues.untranslated(room, "fr")
    text = french.read_text().replace('msgid "Open"\nmsgstr ""', 'msgid "Open"\nmsgstr "Ouvrir"')
    french.write_text(text.replace('msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "Un jour"\nmsgstr[1] "des jours"'))
    missed = catalogues.untranslated(room, "fr")
    assert "Open" not in missed
    assert any("%(n)s days" in text for text in missed)
