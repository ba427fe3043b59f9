"""Which files are kept, told by their content, and what a hostile name becomes."""

import unicodedata

import puremagic
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.errors import NotPossible

LARGEST = 25 * 1024 * 1024
LONGEST_NAME = 120

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
    raise NotPossible(_("This kind of file is not kept. Send a PDF, a photo, a recording or a text document."))


def _by_magic(head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    try:
        return str(puremagic.from_string(head, mime=True))
    except (puremagic.PureError, ValueError):
        return ""


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
