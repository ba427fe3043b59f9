"""The translations: taken out of the sources and compiled with Babel, so that no gettext need be installed.

Each room keeps its own `locale/<language>/LC_MESSAGES/django.po`. Compiled catalogues are built, never committed.
"""

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).parents[2]
TRANSLATED_INTO: Final = ("ar", "fr")

_NAMED: Final = re.compile(r"%\((\w+)\)")
_METHODS: Final = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
_OPTIONS: Final = {
    "**/templates/**.html": {
        "newstyle_gettext": "true",
        "trimmed": "true",
        "silent": "false",
        "extensions": "jinja2.ext.do",
        "encoding": "utf-8",
    },
    "**/templates/**.txt": {
        "newstyle_gettext": "true",
        "trimmed": "true",
        "silent": "false",
        "extensions": "jinja2.ext.do",
        "encoding": "utf-8",
    },
}
_KEYWORDS: Final[dict[str, Any]] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "gettext_noop": None,
}


def rooms(source: Path = SOURCE) -> list[Path]:
    """The folders that are Django apps: each has a catalogue of its own."""
    return sorted(path.parent for path in source.glob("**/apps.py"))


def extract(room: Path) -> list[Path]:
    """Brings the room's catalogues up to date with its sources; keeps translations, drops what is no longer said."""
    said = _said(room)
    if not len(said):
        return []
    written = []
    for language in TRANSLATED_INTO:
        target = room / "locale" / language / "LC_MESSAGES" / "django.po"
        catalogue = _read(target, language) if target.exists() else _fresh(language)
        created = catalogue.creation_date
        catalogue.update(said, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = created  # a catalogue changes when what it says changes
        text = BytesIO()
        write_po(text, catalogue, width=120, sort_by_file=True, include_lineno=False, omit_header=False)
        if not target.exists() or target.read_bytes() != text.getvalue():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.getvalue())
            written.append(target)
    return written


def untranslated(room: Path, language: str) -> list[str]:
    """What the room's sources say and its catalogue does not, or not in all forms, or without all the names in it."""
    target = room / "locale" / language / "LC_MESSAGES" / "django.po"
    catalogue = _read(target, language) if target.exists() else _fresh(language)
    missing = []
    for message in _said(room):
        found = catalogue.get(message.id, message.context) if message.id else None
        if message.id and (found is None or not _complete(found)):
            missing.append(str(message.id))
    return missing


def _complete(message: Message) -> bool:
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    named = set(_NAMED.findall(ids[-1]))
    return all(form and set(_NAMED.findall(form)) <= named for form in forms) and named <= set(
        _NAMED.findall(forms[-1])
    )


def compile_all(source: Path = SOURCE) -> list[Path]:
    """Compiles every catalogue that is newer than its compiled form.

    An installed program lies where nothing can be written, and an installer writes both in any order: there the
    compiled form that came with it counts.
    """
    return [target for po in sorted(source.glob("**/locale/*/LC_MESSAGES/django.po")) for target in _compiled(po)]


def _compiled(po: Path) -> Iterator[Path]:
    target = po.with_suffix(".mo")
    if target.exists() and (target.stat().st_mtime >= po.stat().st_mtime or not os.access(target, os.W_OK)):
        return
    text = BytesIO()
    write_mo(text, _read(po, po.parents[1].name))
    target.write_bytes(text.getvalue())
    yield target


def _said(room: Path) -> Catalog:
    said = Catalog(charset="utf-8")
    found = extract_from_dir(
        room,
        method_map=[*_METHODS],
        options_map=_OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
        directory_filter=lambda folder: Path(folder).name not in {"migrations", "static", "locale", "__pycache__"},
    )
    for name, _line, message, comments, context in found:
        said.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return said


def _read(po: Path, language: str) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=language)


def _fresh(language: str) -> Catalog:
    return Catalog(
        locale=language,
        charset="utf-8",
        project="Jiwar",
        copyright_holder="",
        msgid_bugs_address="",
        last_translator="",
        fuzzy=False,
    )
