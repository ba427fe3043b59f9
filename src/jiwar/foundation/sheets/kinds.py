"""What a file is, by its content, never by its name."""

from typing import Final
from zipfile import BadZipFile, ZipFile

from jiwar.foundation.sheets import archive
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

XLSX, ODS, CSV = "xlsx", "ods", "csv"

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_NO_TABLES: Final = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"RIFF", b"\x7fELF", b"MZ",
    b"ID3", b"OggS", b"{\\rtf", b"SQLite format",
)  # fmt: skip
_MARKUP: Final = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script")


def kind_of(data: bytes) -> tuple[str, ZipFile | None]:
    """`xlsx` or `ods` with its checked archive, or `csv`. Raises `SheetRefused`."""
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise SheetRefused(Refusal.EMPTY)
    if data.startswith(_OLE):
        raise SheetRefused(Refusal.ENCRYPTED if _LOCKED in data else Refusal.OLD_EXCEL)
    if data.startswith(b"PK"):
        opened = archive.opened(data)
        return _zipped(opened), opened
    if data.startswith(_NO_TABLES) or data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        raise SheetRefused(Refusal.NO_TABLE)
    return CSV, None


def _zipped(opened: ZipFile) -> str:
    names = set(opened.namelist())
    if "xl/workbook.xml" in names:
        if "macroEnabled" in _text(opened, "[Content_Types].xml"):
            raise SheetRefused(Refusal.MACROS)
        return XLSX
    if "content.xml" in names and "opendocument.spreadsheet" in _text(opened, "mimetype"):
        if "encryption-data" in _text(opened, "META-INF/manifest.xml"):
            raise SheetRefused(Refusal.ENCRYPTED)
        return ODS
    raise SheetRefused(Refusal.NO_TABLE)


def _text(opened: ZipFile, name: str) -> str:
    try:
        return opened.read(name).decode("utf-8", "replace") if name in opened.namelist() else ""
    except (BadZipFile, ValueError, OSError, EOFError) as error:
        raise SheetRefused(Refusal.DAMAGED) from error
