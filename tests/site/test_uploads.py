"""An upload never rests on disk, and one that is too large is seen to be."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import Settings

from jiwar.site import uploads


def only_file(request: HttpRequest) -> "UploadedFile[Any]":
    (files,) = dict(request.FILES.lists()).values()
    (received,) = files
    assert isinstance(received, UploadedFile)
    return received


def test_a_large_file_stays_in_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Settings) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    content = b"Amina" * 1_000_000
    request = RequestFactory().post("/", {"paper": SimpleUploadedFile("paper.pdf", content)})
    received = only_file(request)
    assert received.size == len(content)
    assert received.read() == content
    assert list(tmp_path.iterdir()) == []


def test_of_a_file_beyond_the_limit_the_size_is_known_and_the_rest_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LIMIT", 100_000)
    request = RequestFactory().post("/", {"paper": SimpleUploadedFile("paper.pdf", b"x" * 300_000)})
    received = only_file(request)
    assert received.size == 300_000
    assert len(received.read()) == 100_001
