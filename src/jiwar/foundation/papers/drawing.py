"""Asking the child to draw. What it is told and what it answers goes through pipes and never rests on disk."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from jiwar.foundation.languages.directions import Direction
from jiwar.foundation.papers import limits
from jiwar.foundation.papers.attesting import picture
from jiwar.foundation.papers.attesting.saying import Attestation
from jiwar.foundation.papers.bundles.front import Front, Strip
from jiwar.foundation.papers.cards import Sheet
from jiwar.foundation.papers.isolating import own_direction
from jiwar.foundation.papers.letter import Letter
from jiwar.foundation.ui.fonts import FOR_PAPER, PAPER_FONTS

_HERE: Final = Path(__file__).parent
_SOURCES: Final = str(_HERE.parents[2])


# Two at a time: a child takes a few hundred megabytes while it draws.
_turns = threading.BoundedSemaphore(2)


class NotDrawn(Exception):
    """Nothing came of it: too long, too heavy, or what draws is not installed."""


def pdf(letter: Letter) -> bytes:
    return _asked({"do": "pdf", **_page(letter)})[0]


def pages(letter: Letter) -> tuple[bytes, list[bytes]]:
    """The PDF, and a picture (PNG) of each of its pages."""
    drawn, *pictures = _asked({"do": "pages", **_page(letter)})
    return drawn, pictures


def word(letter: Letter) -> bytes:
    """The same as a text document (DOCX), for who must edit it."""
    return _asked({"do": "word", "letter": asdict(letter)})[0]


def front(said: Front) -> bytes:
    """Cover and index of a bundle."""
    page = (
        _paper().get_template("bundles/front.html").render(front=said, style=_style(), more=_style("bundles/front.css"))
    )
    return _asked({"do": "pdf", **_identified(page)})[0]


def attestation(said: Attestation) -> bytes:
    """A certificate on one page, with the picture of its address."""
    template, more = _paper().get_template("attesting/attestation.html"), _style("attesting/attestation.css")
    page = template.render(said=said, picture=picture.of_address(said.address), style=_style(), more=more)
    return _asked({"do": "pdf", **_identified(page), "most": 1})[0]


def strips(said: Sequence[Strip], *, language: str, direction: Direction) -> bytes:
    """The stamps of a bundle, one a page."""
    more = _style("bundles/front.css")
    page = _paper().get_template("bundles/strips.html")
    drawn = page.render(strips=said, language=language, direction=direction, more=more)
    return _asked({"do": "pdf", **_identified(drawn), "most": len(said), "variant": None})[0]


def cards(said: Sheet) -> bytes:
    """Cards to cut out and fold."""
    page = _paper().get_template("cards.html").render(sheet=said, style=_style(), more=_style("cards.css"))
    # Long examples may push a card to another page.
    return _asked({"do": "pdf", **_identified(page), "most": 2 * len(said.pages)})[0]


def html(letter: Letter) -> str:
    """The page that is drawn."""
    return _paper().get_template("letter.html").render(letter=letter, style=_style())


def _page(letter: Letter) -> dict[str, str]:
    return _identified(html(letter))


def _identified(said: str) -> dict[str, str]:
    # The same letter is the same file: what tells one file from another is what it says.
    return {"html": said, "identifier": sha256(said.encode()).hexdigest()[:32]}


@cache
def _style(name: str = "paper.css") -> Markup:
    return Markup((_HERE / name).read_text(encoding="utf-8"))  # noqa: S704  # our own file


@cache
def _paper() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    environment.filters = {"length": len, "own_direction": own_direction}
    return environment


def _asked(wanted: dict[str, Any]) -> list[bytes]:
    said = json.dumps(wanted).encode() + b"\n"
    if len(said) > limits.SAID:
        raise NotDrawn("more than a letter says")
    if not all((FOR_PAPER / font.name).exists() for font in PAPER_FONTS):
        raise NotDrawn("the fonts of paper are not built")
    command = [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.foundation.papers.child"]
    try:
        with _turns:
            answer = subprocess.run(
                command,
                input=said,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                # Nothing of ours in its environment: options may hold a password.
                env={"PATH": os.defpath, "PYTHONPATH": _SOURCES, "FONTCONFIG_FILE": str(_HERE / "fonts.conf")},
                timeout=limits.SECONDS,
                check=True,
            ).stdout
    except (subprocess.SubprocessError, OSError) as error:
        raise NotDrawn(type(error).__name__) from None
    return _parts(answer)


def _parts(answer: bytes) -> list[bytes]:
    head, _newline, rest = answer.partition(b"\n")
    sizes = json.loads(head)["sizes"] if head else []
    if not sizes or len(rest) != sum(sizes) or len(rest) > limits.DRAWN:
        raise NotDrawn("too long or too heavy")
    parts = []
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return parts
