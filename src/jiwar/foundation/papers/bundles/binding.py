"""Asking the children: cover, index and stamps are drawn, papers are read and bound, and nothing rests on disk."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import pypdfium2

from jiwar.foundation.languages.directions import Direction
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.bundles import limits
from jiwar.foundation.papers.bundles.front import Front, Strip
from jiwar.foundation.papers.bundles.pages import Paper
from jiwar.foundation.papers.bundles.plan import Plan, Stamp
from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal

_SOURCES: Final = str(Path(__file__).parents[4])
_FRONT_PAGES: Final = 2
"""A cover and an index of one page: what most bundles have."""

# One at a time: it holds every paper of the bundle.
_turn = threading.Lock()


def measured(papers: Sequence[Paper]) -> list[int]:
    """How many pages each has. Raises `NotBound`."""
    if len(papers) > limits.PAPERS:
        raise NotBound(Refusal.TOO_MANY_PAPERS)
    if sum(len(paper.content) for paper in papers) > limits.BYTES:
        raise NotBound(Refusal.TOO_LARGE)
    kinds = [paper.kind for paper in papers]
    said, _content = _asked({"do": "count", "kinds": kinds}, [paper.content for paper in papers])
    return list(said["pages"])


def planned(plan: Plan, front: Callable[[Plan], Front]) -> tuple[Plan, bytes]:
    """The plan with as many pages in front as cover and index take, and those pages: how many there are decides over
    every number in the index. Raises `NotBound`."""
    plan = replace(plan, front=_FRONT_PAGES)
    for _time in range(3):
        if plan.pages > limits.PAGES:
            raise NotBound(Refusal.TOO_MANY_PAGES)
        content = _drawn(partial(drawing.front, front(plan)))
        pages = len(pypdfium2.PdfDocument(content))
        if pages == plan.front:
            return plan, content
        plan = replace(plan, front=pages)
    raise NotBound(Refusal.NOT_DRAWN)


def bound(
    papers: Sequence[Paper],
    *,
    plan: Plan,
    front: bytes,
    said: Callable[[Stamp], Strip],
    direction: Direction,
    language: str,
    marks: Sequence[tuple[str, int]],
    title: str,
) -> bytes:
    """The bundle. `marks`: bookmarks, each with its page from 1. Raises `NotBound`."""
    strips = [said(stamp) for stamp in plan.stamps()]
    stamps = _drawn(lambda: drawing.strips(strips, language=language, direction=direction))
    wanted = {
        "do": "bind",
        "kinds": [paper.kind for paper in papers],
        "marks": [(text, page - 1) for text, page in marks],
        "title": title,
        "language": language,
        "right_to_left": direction == "rtl",
    }
    _said, content = _asked(wanted, [front, stamps, *(paper.content for paper in papers)])
    return content


def _drawn(draw: Callable[[], bytes]) -> bytes:
    try:
        return draw()
    except drawing.NotDrawn:
        raise NotBound(Refusal.NOT_DRAWN) from None


def _asked(wanted: dict[str, Any], files: Sequence[bytes]) -> tuple[dict[str, Any], bytes]:
    head = json.dumps({**wanted, "sizes": [len(file) for file in files]}).encode() + b"\n"
    command = [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.foundation.papers.bundles.child"]
    with _turn:
        try:
            done = subprocess.run(
                command,
                input=b"".join([head, *files]),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                # Nothing of ours in its environment: options may hold a password.
                env={"PATH": os.defpath, "PYTHONPATH": _SOURCES},
                timeout=limits.SECONDS,
                check=False,
            ).stdout
        except subprocess.TimeoutExpired as late:
            done = late.stdout or b""
    return _heard(done)


def _heard(answer: bytes) -> tuple[dict[str, Any], bytes]:
    """Silence before the end means that a limit stopped the child, at the paper it said it was reading."""
    reads: int | None = None
    while answer:
        line, _newline, answer = answer.partition(b"\n")
        said = json.loads(line)
        if "reads" in said:
            reads = said["reads"]
        elif "refused" in said:
            raise NotBound(Refusal(said["refused"]), said["paper"])
        else:
            return said, _whole(said, answer)
    raise NotBound(Refusal.TOO_HEAVY if reads is not None else Refusal.TOO_LARGE, reads)


def _whole(said: dict[str, Any], content: bytes) -> bytes:
    if len(content) != said.get("size", 0):
        raise NotBound(Refusal.TOO_LARGE)
    return content
