"""The process that reads what others made: it has the papers, little memory, little time and nothing else of ours.

In: one line of JSON, then the files it counts. Out: one line of JSON, and the bundle. It writes no file and opens no
connection. Started by `binding` alone.
"""

import json
import sys
from typing import Any

from jiwar.foundation.confining import confine
from jiwar.foundation.papers.bundles import limits, pages
from jiwar.foundation.papers.bundles.pages import Paper
from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal


def main() -> int:
    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    wanted = json.loads(sys.stdin.buffer.readline())
    files = [sys.stdin.buffer.read(size) for size in wanted["sizes"]]
    content = b""
    try:
        if wanted["do"] == "count":
            said: dict[str, Any] = {"pages": _count(wanted["kinds"], files)}
        else:
            content = _bind(wanted, files)
            said = {"size": len(content)}
    except NotBound as refused:
        said, content = {"refused": refused.code, "paper": refused.paper}, b""
    except MemoryError:
        said, content = {"refused": Refusal.TOO_HEAVY, "paper": None}, b""
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)
    return 0


def _count(kinds: list[str], files: list[bytes]) -> list[int]:
    counted = []
    for at, (kind, content) in enumerate(zip(kinds, files, strict=True)):
        # What stops the process while it reads this one, stops it here: the parent knows which it was.
        sys.stdout.buffer.write(json.dumps({"reads": at}).encode() + b"\n")
        sys.stdout.buffer.flush()
        try:
            counted.append(pages.count(Paper(kind, content)))
        except NotBound as refused:
            raise NotBound(refused.code, at) from None
        if sum(counted) > limits.PAGES:
            raise NotBound(Refusal.TOO_MANY_PAGES)
    return counted


def _bind(wanted: dict[str, Any], files: list[bytes]) -> bytes:
    front, stamps, *papers = files
    content = pages.bind(
        front=front,
        stamps=stamps,
        papers=[Paper(kind, paper) for kind, paper in zip(wanted["kinds"], papers, strict=True)],
        marks=[(text, page) for text, page in wanted["marks"]],
        title=wanted["title"],
        language=wanted["language"],
        right_to_left=wanted["right_to_left"],
    )
    if len(content) > limits.BOUND:
        raise NotBound(Refusal.TOO_LARGE)
    return content


if __name__ == "__main__":
    raise SystemExit(main())
