"""A text document whose gaps are filled: in a sandbox that knows names and whether they are there, and nothing else.

There are no loops, so what comes out is as long as what went in and the values.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from docxtpl import DocxTemplate
from jinja2 import Undefined, meta, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jiwar.foundation.papers.docx_templates.refusals import NotATemplate, Refusal
from jiwar.foundation.sheets import archive
from jiwar.foundation.sheets.refusals import Refusal as ArchiveRefusal
from jiwar.foundation.sheets.refusals import SheetRefused

_SAID: Final = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Not, nodes.And, nodes.Or)
_MACROS: Final = ("macroenabled", "vbaproject", "vbadata")
_EMBEDDED: Final = ("/embeddings/", "/activex/", "oleobject", "/ctrlprops/", "attachedtoolbars", "/afchunk")
_ACTIVE: Final = re.compile(
    rb"altChunk|OLEObject|\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON|AUTOTEXT)\b",
    re.I,
)
_EXTERNAL: Final = re.compile(rb"""TargetMode\s*=\s*["']\s*External""", re.I)


class _Gaps(ImmutableSandboxedEnvironment):
    """Values are printed and asked whether they are there; nothing of them can be reached, called or repeated."""

    def __init__(self) -> None:
        super().__init__(undefined=Undefined, autoescape=True)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()
        self.names: set[str] = set()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in [tree, *tree.find_all(nodes.Node)]:
            if not isinstance(each, _SAID) or (isinstance(each, nodes.Name) and each.ctx != "load"):
                raise TemplateSyntaxError("a gap may name a field, and ask whether it is there", 1)
        self.names |= meta.find_undeclared_variables(tree)
        return tree


def examined(content: bytes) -> list[str]:
    """The fields it names. Raises `NotATemplate`."""
    _require_harmless(content)
    return sorted(_filled(content, {})[1])


def filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """Raises `NotATemplate`."""
    _require_harmless(content)
    return _filled(content, values)[0]


def _filled(content: bytes, values: Mapping[str, str]) -> tuple[bytes, set[str]]:
    gaps = _Gaps()
    try:
        document = DocxTemplate(BytesIO(content))
        document.render(dict(values), gaps, autoescape=True)
        out = BytesIO()
        document.save(out)
    except TemplateError:
        raise NotATemplate(Refusal.GAPS) from None
    except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, OSError, RecursionError):
        raise NotATemplate(Refusal.NO_DOCX) from None
    return out.getvalue(), gaps.names


def _require_harmless(content: bytes) -> None:
    try:
        opened = archive.opened(content)
    except SheetRefused as refused:
        macros = refused.code is ArchiveRefusal.MACROS
        raise NotATemplate(Refusal.MACROS if macros else Refusal.NO_DOCX) from None
    names = [f"/{name.lower()}" for name in opened.namelist()]
    if "/word/document.xml" not in names:
        raise NotATemplate(Refusal.NO_DOCX)
    if any(mark in name for name in names for mark in _EMBEDDED):
        raise NotATemplate(Refusal.EMBEDDED)
    for member in opened.namelist():
        _require_plain(member.lower(), _read(opened, member))


def _require_plain(name: str, part: bytes) -> None:
    if name == "[content_types].xml" and any(mark in part.decode("utf-8", "replace").lower() for mark in _MACROS):
        raise NotATemplate(Refusal.MACROS)
    if name.endswith(".rels") and _EXTERNAL.search(part):
        raise NotATemplate(Refusal.OUTSIDE)
    if name.endswith(".xml") and _ACTIVE.search(_instructions(part)):
        raise NotATemplate(Refusal.EMBEDDED)


def _instructions(part: bytes) -> bytes:
    """What tells a word processor to do something: its fields, and the names of its elements."""
    told = re.findall(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"|<(w:altChunk|o:OLEObject)\b", part)
    # A word processor joins what stands in several pieces.
    return b"".join(b"".join(each) for each in told) + b" " + b" ".join(b"".join(each) for each in told)


def _read(opened: ZipFile, member: str) -> bytes:
    if not member.lower().endswith((".xml", ".rels")):
        return b""
    try:
        return opened.read(member)
    except (ValueError, OSError, EOFError, NotImplementedError):
        raise NotATemplate(Refusal.NO_DOCX) from None
