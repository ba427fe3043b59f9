"""The text of an uploaded source, read by a child process that has the file, little memory and little time."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.errors import NotPossible

BYTES: Final = 25 * 1024 * 1024
SECONDS: Final = 60
_SOURCES: Final = str(Path(__file__).parents[4])
_WORDS: Final[dict[str, str | Promise]] = {
    "large": _("The file is larger than 25 MB. Put it on the shelf in parts."),
    "kind": _("This is neither a PDF, nor a DOCX, nor a text file in UTF-8."),
    "empty": _("There is no text in this file. A scanned PDF has only pictures: paste the text instead."),
    "damaged": _("The file is damaged, or needs more time and memory than a text does. Paste the text instead."),
}


def text_of(chunks: Iterable[bytes]) -> str:
    """Raises `NotPossible` with one sentence."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > BYTES:
            raise NotPossible(_WORDS["large"])
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-X", "utf8", "-m", "jiwar.lines.legal.shelf.child"],
            input=bytes(data),
            capture_output=True,
            cwd="/",
            env={"PATH": os.defpath, "PYTHONPATH": _SOURCES},
            timeout=SECONDS,
            check=False,
        )
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise NotPossible(_WORDS["damaged"]) from None
    if "text" not in said:
        raise NotPossible(_WORDS[said["refused"]])
    return str(said["text"])
