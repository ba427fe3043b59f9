"""Asking the child. A template and what it is filled with go through pipes and never rest on disk."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jiwar.foundation.papers import limits
from jiwar.foundation.papers.docx_templates.refusals import NotATemplate, Refusal

LARGEST: Final = 5 * 1024 * 1024
_SOURCES: Final = str(Path(__file__).parents[4])

_turns = threading.BoundedSemaphore(2)


def examined(content: bytes) -> list[str]:
    """The fields it names. Raises `NotATemplate`."""
    said, _out = _asked({"do": "examine"}, content)
    return [str(name) for name in said["names"]]


def filled(content: bytes, values: Mapping[str, str]) -> bytes:
    """Raises `NotATemplate`."""
    return _asked({"do": "fill", "values": dict(values)}, content)[1]


def _asked(wanted: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    if len(content) > LARGEST:
        raise NotATemplate(Refusal.TOO_HEAVY)
    head = json.dumps({**wanted, "size": len(content)}).encode() + b"\n"
    command = [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.foundation.papers.docx_templates.child"]
    try:
        with _turns:
            answer = subprocess.run(
                command,
                input=head + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                # Nothing of ours in its environment: options may hold a password.
                env={"PATH": os.defpath, "PYTHONPATH": _SOURCES},
                timeout=limits.SECONDS,
                check=True,
            ).stdout
    except (subprocess.SubprocessError, OSError):
        raise NotATemplate(Refusal.TOO_HEAVY) from None
    line, _newline, out = answer.partition(b"\n")
    said = json.loads(line) if line else {"refused": Refusal.TOO_HEAVY}
    if "refused" in said:
        raise NotATemplate(Refusal(said["refused"]))
    if len(out) != said["size"] or len(out) > limits.DRAWN:
        raise NotATemplate(Refusal.TOO_HEAVY)
    return said, out
