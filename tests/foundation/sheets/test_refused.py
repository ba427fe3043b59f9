"""What is refused, with which sentence, and that a refusal costs neither memory nor time."""

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from jiwar.foundation.sheets import limits, reading
from jiwar.foundation.sheets.refusals import Refusal, SheetRefused, sentences
from tests.foundation.sheets.making import MAIN, data, document, read, workbook, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SMALL = data([["name"], ["Ahmed"]])
ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


def flagged(packed: bytes) -> bytes:
    """The first member says that it is encrypted."""
    changed = bytearray(packed)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.index(mark) + at
        changed[place : place + 2] = struct.pack("<H", changed[place] | 1)
    return bytes(changed)


def swollen(megabytes: int) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}"/>')
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for _each in range(megabytes):
                file.write(b" " * 1024**2)
    return into.getvalue()


HOSTILE = {
    "nothing": (b"", Refusal.EMPTY),
    "only spaces": (b"\xef\xbb\xbf \r\n\t\r\n", Refusal.EMPTY),
    "a PDF": (b"%PDF-1.7 ...", Refusal.NO_TABLE),
    "a page": (b"\xef\xbb\xbf  <!DOCTYPE html><script>", Refusal.NO_TABLE),
    "zeros": (b"\x00\x01\x02\x00" * 500, Refusal.NO_TABLE),
    "a zip of something": (zipped({"readme.txt": "x"}), Refusal.NO_TABLE),
    "an old Excel file": (OLE, Refusal.OLD_EXCEL),
    "a locked Excel file": (OLE + "EncryptedPackage".encode("utf-16-le"), Refusal.ENCRYPTED),
    "a locked zip": (flagged(workbook(("a", "visible", SMALL))), Refusal.ENCRYPTED),
    "a locked ODS": (
        document("", **{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}),
        Refusal.ENCRYPTED,
    ),
    "macros": (workbook(("a", "visible", SMALL), **{"xl/vbaProject.bin": b"VBA"}), Refusal.MACROS),
    "macros of an ODS": (document("", **{"Basic/Standard/script-lb.xml": "<x/>"}), Refusal.MACROS),
    "a bomb": (swollen(30), Refusal.BOMB),
    "a bomb of many": (zipped({f"{at}.xml": "" for at in range(limits.MEMBERS + 1)}), Refusal.BOMB),
    "entities": (zipped({"xl/workbook.xml": ENTITIES + "<a>&c;</a>"}), Refusal.DANGEROUS_XML),
    "an outer entity": (
        zipped({"content.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "mimetype": "x"}),
        Refusal.DANGEROUS_XML,
    ),
    "entities in UTF-16": (
        zipped({"xl/workbook.xml": ENTITIES.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16") + b""}),
        Refusal.DANGEROUS_XML,
    ),
    "a torn zip": (workbook(("a", "visible", SMALL))[:400], Refusal.DAMAGED),
    "no XML": (zipped({"xl/workbook.xml": "<<<"}), Refusal.DAMAGED),
    "far below": (
        workbook(("a", "visible", '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"/></sheetData>')),
        Refusal.EMPTY_ROWS,
    ),
    "far to the side": (
        workbook(("a", "visible", '<sheetData><row r="1"><c r="NTP1"><v>1</v></c></row></sheetData>')),
        Refusal.TOO_MANY_COLUMNS,
    ),
    "blank out to the edge": (
        workbook(
            (
                "a",
                "visible",
                data([["name"]]).replace("</sheetData>", '<row><c r="XFD2"/></row>' * 7000 + "</sheetData>"),
            )
        ),
        Refusal.TOO_HEAVY,
    ),
    "10,000 columns": (b",".join([b"a"] * 10_000) + b"\n", Refusal.TOO_MANY_COLUMNS),
    "an ODS far to the side": (
        document(
            '<table:table table:name="a"><table:table-row><table:table-cell table:number-columns-repeated="9999">'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
        Refusal.TOO_MANY_COLUMNS,
    ),
    "an ODS of one row a million times": (
        document(
            '<table:table table:name="a"><table:table-row table:number-rows-repeated="1000000"><table:table-cell>'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        ),
        Refusal.TOO_MANY_ROWS,
    ),
    "too many rows": (b"a\n" * (limits.ROWS + 1), Refusal.TOO_MANY_ROWS),
    "an open quote": (b'name\n"Ahmed\n' + b"x" * limits.CELL * 40, Refusal.OPEN_QUOTE),
    "too large": (b"a" * (limits.BYTES + 1), Refusal.TOO_LARGE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_by_name(name: str) -> None:
    hostile, code = HOSTILE[name]
    with pytest.raises(SheetRefused) as refused:
        read(hostile)
    assert refused.value.code is code
    assert refused.value.sentence.endswith(".")
    assert str(refused.value) == code.value


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(SheetRefused) as refused:
        read(workbook(("a", "visible", SMALL)), sheet="b")
    assert refused.value.code is Refusal.NO_SUCH_SHEET


def test_every_refusal_has_its_sentence() -> None:
    assert set(sentences()) == set(Refusal)


def test_200_megabytes_are_not_taken_in() -> None:
    taken = 0

    def endless() -> Iterator[bytes]:
        nonlocal taken
        for _each in range(200):
            taken += 1
            yield b"a,b\n" * (256 * 1024)

    with pytest.raises(SheetRefused) as refused:
        reading.look(endless())
    assert refused.value.code is Refusal.TOO_LARGE
    assert taken <= limits.BYTES // 1024**2 + 1


def test_a_million_formatted_empty_rows_stay_flat() -> None:
    rows = "".join(f'<row r="{at}"><c r="A{at}" s="1"/></row>' for at in range(2, 200_000))
    inside = f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{rows}</sheetData>'
    with pytest.raises(SheetRefused) as refused:
        read(workbook(("a", "visible", inside)))
    assert refused.value.code is Refusal.EMPTY_ROWS
    assert refused.value.about == {"last": 1}


def test_what_a_sheet_says_of_its_size_is_not_believed() -> None:
    inside = '<dimension ref="A1:XFD1048576"/>' + SMALL
    assert [row.number for row in read(workbook(("a", "visible", inside)))] == [1, 2]


def test_the_child_is_bound() -> None:
    code = (
        "from jiwar.foundation.sheets import limits; from jiwar.foundation import confining;"
        "confining.confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS); import resource as r;"
        "print(r.getrlimit(r.RLIMIT_AS)[0] == limits.MEMORY, r.getrlimit(r.RLIMIT_FSIZE)[1])\n"
        "try:\n b'x' * limits.MEMORY\nexcept MemoryError:\n print('bound')"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert told.stdout.split() == ["True", "0", "bound"]


def test_a_child_that_falls_silent_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LOOK_SECONDS", 0.01)
    with pytest.raises(SheetRefused) as refused:
        reading.look([b"a,b\n1,2\n"])
    assert refused.value.code is Refusal.TOO_HEAVY
