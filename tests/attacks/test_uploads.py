"""What is sent as a paper: A46 and A47 bombs, A48 polyglots, A49 names, A50 traces, A51 size, A52 claimed types."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, TiffImagePlugin
from PIL.TiffImagePlugin import IFDRational
from pytest_django import Settings

from jiwar.casework.cases import actions, paper_types, pictures
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault import files
from tests.cast import Cast
from tests.foundation.vault.clamd import EICAR, clamd

pytestmark = pytest.mark.once

SCRIPT = b"<script>alert(document.cookie)</script>"
TELLING = "Pixel 9 of the witness"
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photo(kind: str = "JPEG", *, pages: int = 1, turned: bool = False) -> bytes:
    """With a place, a camera and a comment in it."""
    first, *others = (Image.new("RGB", (40, 20), (200, 30 * at, 10)) for at in range(pages))
    exif = Image.Exif()
    exif[MAKE] = TELLING
    exif[ORIENTATION] = 6 if turned else 1
    place = exif.get_ifd(GPS)
    place[2] = tuple(IFDRational(part) for part in (36, 12, 8))
    place[1] = "N"
    out = io.BytesIO()
    more: dict[str, Any] = {"save_all": True, "append_images": others} if others else {}
    if kind == "TIFF":
        more["tiffinfo"] = TiffImagePlugin.ImageFileDirectory_v2()
        more["tiffinfo"][MAKE] = TELLING
    else:
        more["exif"] = exif
    if kind == "JPEG":
        more["comment"] = TELLING.encode()
    first.save(out, kind, **more)
    return out.getvalue()


def flood(width: int, height: int) -> bytes:
    """A PNG that claims so many points and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def keep(cast: Cast, case: Case, content: bytes, name: str = "paper.bin", **how: Any) -> Document:
    return actions.add_document(cast.caseworker.viewer, case=case, chunks=[content], name=name, title="x", **how)


def kept(document: Document) -> bytes:
    return b"".join(files.read(document.file))


def served(client: Client, case: Case, document: Document) -> Any:
    return client.get(reverse("cases:document-file", args=[case.id, document.id]))


POLYGLOTS = {
    "gif with script": b"GIF89a/*" + SCRIPT + b"*/=1;",
    "html called jpg": b"<!doctype html>" + SCRIPT,
    "html after blanks": b"\n \t<html>" + SCRIPT,
    "html behind a mark": b"\xef\xbb\xbf<html>" + SCRIPT,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "svg behind a remark": b"<?xml version='1.0'?><!-- x --><svg onload='alert(1)'/>",
    "xml that grows": b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x>&b;</x>",
    "program": b"MZ\x90\0" + b"\0" * 60,
    "linux program": b"\x7fELF\x02\x01\x01" + b"\0" * 60,
    "shell": b"#!/bin/sh\0\nrm -rf /",
    "utf-16 html": "<html><script>alert(1)</script>".encode("utf-16"),
}
BEHIND_A_HARMLESS_HEAD = {
    "pdf with html": b"%PDF-1.7\n" + SCRIPT,
    "pdf with javascript": b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj",
    "jpeg with html": photo() + SCRIPT,
    "png with php": b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"<?php system($_GET[0]); ?>",
}


@pytest.mark.parametrize("what", POLYGLOTS)
def test_a48_what_can_run_is_not_kept_whatever_it_is_called(cast: Cast, case: Case, what: str) -> None:
    for name in ("photo.jpg", "letter.pdf", "letter.txt"):
        with pytest.raises(NotPossible):
            keep(cast, case, POLYGLOTS[what], name)


@pytest.mark.parametrize("what", BEHIND_A_HARMLESS_HEAD)
def test_a48_a52_what_is_kept_is_saved_never_shown(cast: Cast, case: Case, what: str) -> None:
    """The type is that of the content, the browser may not guess another, and nothing of it runs in our pages."""
    document = keep(cast, case, BEHIND_A_HARMLESS_HEAD[what], "page.html")
    answer = served(cast.caseworker.client, case, document)
    assert answer.headers["Content-Type"] in ("application/pdf", "image/jpeg", "image/png")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="C-0001-')
    assert not answer.headers["Content-Disposition"].endswith('.html"')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a48_an_archive_called_a_letter_is_not_kept(cast: Cast, case: Case) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("payload.exe", b"MZ")
    with pytest.raises(NotPossible):
        keep(cast, case, out.getvalue(), "letter.docx")


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"[Content_Types].xml": b"x", "_rels/.rels": b"x", "word/document.xml": b"x"}, ".docx"),
        ({"_rels/.rels": b"x", "xl/workbook.xml": b"x"}, ".xlsx"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"x"}, ".odt"),
    ],
)
def test_texts_and_sheets_are_kept_as_what_they_are(cast: Cast, case: Case, parts: dict[str, bytes], kind: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert keep(cast, case, out.getvalue(), "x").file.name == f"x{kind}"


def test_a46_a_bomb_is_never_opened(cast: Cast, case: Case) -> None:
    """194 kB that would become 200 MB: an archive is no kind of paper, and what looks like one is not unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 50_000_000)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(NotPossible):
        keep(cast, case, out.getvalue(), "bomb.zip")


@pytest.mark.parametrize("size", [(50_000, 50_000), (30_000, 30_000), (1, 2**31 - 1)])
def test_a47_a_flood_of_points_is_kept_unseen_and_never_written_anew(
    cast: Cast, case: Case, size: tuple[int, int]
) -> None:
    bomb = flood(*size)
    assert kept(keep(cast, case, bomb)) == bomb
    with pytest.raises(NotPossible):
        keep(cast, case, bomb, without_traces=True)


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "a\0b.pdf", "CON", "nul.txt", ".htaccess",
        "x" * 10_000, "photo.jpg\r\nSet-Cookie: a=b", "قرار\u202efdp.exe", "a/../../b", "....//x", "%2e%2e%2fx",
        "﹒﹒／x", "-rf", "🦊" * 300,
    ],
)  # fmt: skip
def test_a49_a_name_reaches_neither_a_path_nor_a_header(cast: Cast, case: Case, name: str) -> None:
    document = keep(cast, case, b"%PDF-1.7 x", name)
    assert files.path_of(document.file.id).name == document.file.id.hex
    header = served(cast.caseworker.client, case, document).headers["Content-Disposition"]
    assert header == f'attachment; filename="C-0001-{document.id.hex[:6]}.pdf"'


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a50_a_picture_keeps_no_trace_where_that_is_asked_for(cast: Cast, case: Case, kind: str) -> None:
    content = photo(kind)
    assert TELLING.encode() in content
    assert kept(keep(cast, case, content)) == content, "an original that may be evidence stays as it is"
    bare = kept(keep(cast, case, content, without_traces=True))
    assert TELLING.encode() not in bare
    with Image.open(io.BytesIO(bare)) as picture:
        assert not picture.getexif().get_ifd(GPS)
        assert MAKE not in picture.getexif()
        assert (picture.format, picture.size) == (kind, (40, 20))


def test_a50_it_stays_upright_and_keeps_its_pages_and_loses_what_was_hidden_behind(cast: Cast, case: Case) -> None:
    with Image.open(io.BytesIO(pictures.without_traces(photo(turned=True), "image/jpeg"))) as picture:
        assert picture.size == (20, 40)
    with Image.open(io.BytesIO(pictures.without_traces(photo("TIFF", pages=3), "image/tiff"))) as scan:
        assert getattr(scan, "n_frames", 1) == 3
    assert SCRIPT not in pictures.without_traces(photo() + SCRIPT, "image/jpeg")
    for content in (b"%PDF-1.7 x", photo()[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 100):
        with pytest.raises(NotPossible):
            keep(cast, case, content, without_traces=True)


def test_a50_it_is_asked_for_in_the_form(cast: Cast, case: Case) -> None:
    typed = {
        "token": str(uuid4()), "title": "Photo", "kind": "other", "language": "", "original_with": "person",
        "translation": "not-needed", "compartment": "general", "without_traces": "on",
        "file": SimpleUploadedFile("photo.jpg", photo()),
    }  # fmt: skip
    answer = cast.caseworker.client.post(reverse("cases:new-document", args=[case.id]), typed)
    assert answer.status_code == 302
    assert TELLING.encode() not in kept(Document.objects.get())


@pytest.mark.parametrize(("head", "most"), [(b"a word " * 10, 2), (b"%PDF-1.7 ", 25)])
def test_a51_each_kind_has_its_size(cast: Cast, case: Case, settings: Settings, head: bytes, most: int) -> None:
    with pytest.raises(NotPossible) as refused:
        keep(cast, case, head + b"x" * (most * paper_types.MB))
    assert str(most) in str(refused.value.words)
    assert [path for path in Path(settings.JIWAR_FILES).rglob("*") if path.is_file()] == []


def test_a48_a_virus_is_refused_on_the_page_and_what_was_not_examined_is_said(
    cast: Cast, case: Case, settings: Settings, tmp_path: Path
) -> None:
    address = reverse("cases:new-document", args=[case.id])

    def send(content: bytes) -> Any:
        form = {
            "file": SimpleUploadedFile("letter.pdf", content),
            "title": "Letter",
            "kind": "other",
            "original_with": "person",
            "translation": "not-needed",
            "compartment": "general",
            "token": uuid4(),
        }
        return cast.caseworker.client.post(address, form)

    with clamd(tmp_path) as scanner:
        settings.JIWAR_CLAMAV = scanner.address
        answer = send(b"%PDF-1.4\n" + EICAR)
        assert (answer.status_code, b"found something dangerous" in answer.content) == (422, True)
        assert send(b"%PDF-1.4\nclean").status_code == 302
    answer = send(b"%PDF-1.4\nsent while it is down")
    assert (answer.status_code, b"does not answer" in answer.content) == (422, True)
    settings.JIWAR_CLAMAV_REQUIRED = False
    assert send(b"%PDF-1.4\nsent while it is down").status_code == 302
    told = [entry.about.get("not_examined", False) for entry in Entry.objects.filter(kind="case-document-added")]
    assert sorted(told) == [False, True]
