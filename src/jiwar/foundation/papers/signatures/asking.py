"""Asking the child. Keys and papers go through pipes and never rest on disk."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jiwar.foundation.papers.signatures import limits
from jiwar.foundation.papers.signatures.certificates import KeyPair, told

_SOURCES: Final = str(Path(__file__).parents[4])

# Two at a time: a child takes a few hundred megabytes with a large PDF.
_turns = threading.BoundedSemaphore(2)


class NotRead(Exception):
    """Damaged, locked, too heavy, or no file of this kind at all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A signature in a PDF. `whole`: what it covers is as it was signed; `last`: nothing was added after it. Of
    whoever signed only `fingerprint` is certain: the rest is what the signature says, and counts where that is ours."""

    fingerprint: str
    whole: bool
    last: bool
    name: str = ""
    reason: str = ""
    at: datetime | None = None
    subject: str = ""

    @property
    def unchanged(self) -> bool:
        return self.whole and self.last


def brought(content: bytes, passphrase: str) -> KeyPair:
    """Key and certificates out of a PKCS#12 file. Raises `NotRead`, also for a wrong passphrase."""
    said, _rest = _asked({"do": "bring", "passphrase": passphrase}, content)
    if not said["may_sign"]:
        raise NotRead("a certificate for something else")
    pair = KeyPair(said["key"], said["certificates"])
    told(pair.certificates)
    return pair


def signed(pdf: bytes, pair: KeyPair, *, name: str, reason: str) -> bytes:
    """The PDF with a signature (PAdES, baseline B) added to its end. Raises `NotRead`."""
    known = {"key": pair.key, "certificates": pair.certificates, "name": name, "reason": reason}
    _said, content = _asked({"do": "sign", **known}, pdf)
    return content


def checked(pdf: bytes, ours: Sequence[str]) -> list[Found]:
    """Every signature in it, in the order they were made. `ours`: our certificates. Raises `NotRead`."""
    said, _rest = _asked({"do": "check", "ours": list(ours)}, pdf)
    return [_found(each) for each in said["found"]]


def _found(said: dict[str, Any]) -> Found:
    at = said.pop("at", "")
    return Found(**said, at=datetime.fromisoformat(at) if at else None)


def _asked(wanted: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    if len(content) > limits.PDF:
        raise NotRead("too large")
    head = json.dumps({**wanted, "size": len(content)}).encode() + b"\n"
    command = [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.foundation.papers.signatures.child"]
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
    except (subprocess.SubprocessError, OSError) as error:
        raise NotRead(type(error).__name__) from None
    line, _newline, rest = answer.partition(b"\n")
    said = json.loads(line) if line else {"refused": True}
    if said.get("refused") or len(rest) != said.pop("size"):
        raise NotRead("damaged, locked or too heavy")
    return said, rest
