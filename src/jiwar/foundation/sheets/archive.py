"""A zip that somebody sent: what it would unpack to is asked before anything is unpacked."""

from io import BytesIO
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from jiwar.foundation.sheets import limits
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused

_ENCRYPTED_FLAG: Final = 0x1
_MACROS: Final = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "basic/script-lb.xml", "/basic/", "scripts/")
_PIECE: Final = 64 * 1024


def opened(data: bytes) -> ZipFile:
    """The archive, if it is harmless. Raises `SheetRefused`."""
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SheetRefused(Refusal.DAMAGED) from error
    members = archive.infolist()
    _require_small(members, len(data))
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise SheetRefused(Refusal.ENCRYPTED)
    if any(mark in f"/{member.filename.lower()}" for member in members for mark in _MACROS):
        raise SheetRefused(Refusal.MACROS)
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels", ".rdf", ".vml")):
            _require_plain_xml(archive, member)
    return archive


def _require_small(members: list[ZipInfo], size: int) -> None:
    """What the directory says is the most that Python's reader gives, so lying about it gains nothing."""
    unpacked = sum(member.file_size for member in members)
    overlapping = sum(member.compress_size for member in members) > size
    swollen = any(
        member.file_size > limits.RATIO_COUNTS_FROM and member.file_size > limits.RATIO * max(1, member.compress_size)
        for member in members
    )
    if len(members) > limits.MEMBERS or unpacked > limits.INFLATED or overlapping or swollen:
        raise SheetRefused(Refusal.BOMB)


class _Enough(Exception):
    """The root element has begun: no declaration may follow it."""


def _require_plain_xml(archive: ZipFile, member: ZipInfo) -> None:
    """Without a document type there are no entities, so nothing multiplies and nothing is fetched."""

    def refuse(*_said: object) -> None:
        raise SheetRefused(Refusal.DANGEROUS_XML)

    def enough(*_said: object) -> None:
        raise _Enough

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = enough
    try:
        with archive.open(member) as file:
            while piece := file.read(_PIECE):
                parser.Parse(piece, False)
    except _Enough:
        return
    except (expat.ExpatError, BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise SheetRefused(Refusal.DAMAGED) from error
