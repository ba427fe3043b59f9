"""Which files are kept, told by their content, and what a hostile name becomes."""

import re
import unicodedata

import puremagic
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.errors import NotPossible

MB = 1024 * 1024
LARGEST = 25 * MB
LONGEST_NAME = 120
LARGEST_OF = {
    "text/plain": 2 * MB,
    "application/vnd.oasis.opendocument.text": 10 * MB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": 10 * MB,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": 10 * MB,
}
"""Of kinds that are small where they are what they claim; of the others `LARGEST`."""

KEPT = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
}
_TEXT = "application/vnd.oasis.opendocument.text"
_OFFICE = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_IN_AN_ARCHIVE = b"PK\x03\x04"
_SOUND = ("audio/mpeg", "audio/mp3")
_BEGINNINGS_OF_SOUND = (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
_SAME = {"image/tif": "image/tiff", "image/heif": "image/heic", "audio/x-m4a": "audio/mp4", "audio/mp3": "audio/mpeg"}


def media_type(head: bytes) -> str:
    """The type of a file by its first bytes, never by its name. Raises `NotPossible` for what is not kept.

    HTML, SVG and scripts are not kept: a browser would run them.
    """
    found = _SAME.get(_by_magic(head), _by_magic(head))
    if found in KEPT:
        return found
    if _is_plain_text(head):
        return "text/plain"
    raise NotPossible(
        _(
            "This kind of file is not kept. Send a PDF, a photo (JPEG, PNG, WebP, TIFF, HEIC), a recording or a text "
            "document."
        )
    )


def largest(media_type: str) -> int:
    """How many bytes a file of this kind may have."""
    return min(LARGEST, LARGEST_OF.get(media_type, LARGEST))


def _by_magic(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(_IN_AN_ARCHIVE):
        return _by_parts(head)
    try:
        found = str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""
    # Two bytes make a recording of it, or a text of whatever follows in UTF-16: what is text is read below.
    doubtful = found == "text/plain" or (found in _SOUND and not head.startswith(_BEGINNINGS_OF_SOUND))
    return "" if doubtful else found


def _by_parts(head: bytes) -> str:
    """Texts and sheets are archives. Which one is told by the names of its first parts; any other archive is none."""
    names = []
    for at in (match.start() for match in re.finditer(re.escape(_IN_AN_ARCHIVE), head)):
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        names.append(head[at + 30 : at + 30 + length])
    if names[0] == b"mimetype" and head[38:].startswith(_TEXT.encode()):
        return _TEXT
    return next((kind for folder, kind in _OFFICE.items() if any(name.startswith(folder) for name in names)), "")


def _is_plain_text(head: bytes) -> bool:
    try:
        text = head[: max(0, len(head) - 3)].decode("utf-8") if len(head) > 4 else head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    controls = any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text)
    return bool(head) and not controls and "<" not in text[:512]


def harmless_name(name: str, media_type: str) -> str:
    """The last part of what was sent, without signs that steer a terminal, path or header; its ending by content."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*;%')
    stem = kept.rsplit(".", 1)[0].strip(" .")[:LONGEST_NAME]
    return (stem or "document") + KEPT[media_type]
