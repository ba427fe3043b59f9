"""A scanner of viruses, where one is named: what it sees, what its answers do, and what happens without one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from jiwar.foundation.vault import scanning
from tests.docs.pages import ROOT
from tests.foundation.vault.clamd import EICAR, Clamd, clamd

LETTER = [b"%PDF-1.4\n", b"a" * 200_000, b"b"]


@pytest.fixture(params=["socket", "port"])
def scanner(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Clamd]:
    with clamd(tmp_path if request.param == "socket" else None) as running:
        settings.JIWAR_CLAMAV = running.address
        yield running


def test_what_is_clean_passes_whole(scanner: Clamd) -> None:
    seen = scanning.examined(iter(LETTER))
    assert (b"".join(seen.chunks), seen.looked_at) == (b"".join(LETTER), True)
    assert scanner.seen == [b"".join(LETTER)]


def test_a_virus_is_refused_and_not_named(scanner: Clamd) -> None:
    with pytest.raises(scanning.Refused) as refused:
        scanning.examined([b"harmless", EICAR[:20], EICAR[20:]])
    assert "found something dangerous" in str(refused.value.words)
    assert "Eicar" not in f"{refused.value} {refused.value.words}"
    with override("ar"):
        assert "خطِرًا" in str(refused.value.words)
    with override("fr"):
        assert "dangereux" in str(refused.value.words)


@pytest.mark.parametrize("says", [b"", b"stream: OK but", b"INSTREAM size limit exceeded. ERROR", b"\xff\xfe"])
def test_any_other_answer_is_none(scanner: Clamd, says: bytes) -> None:
    scanner.says = says
    with pytest.raises(scanning.Refused, match="Refused") as refused:
        scanning.examined(LETTER)
    assert "does not answer" in str(refused.value.words)


def test_what_is_too_large_for_it_was_not_looked_at(scanner: Clamd, settings: Settings) -> None:
    scanner.limit = 1000
    with pytest.raises(scanning.Refused):
        scanning.examined([b"x" * 10_000_000])
    settings.JIWAR_CLAMAV_REQUIRED = False
    assert scanning.examined([b"x" * 10_000_000]).looked_at is False


def test_without_an_answer_nothing_is_taken_in_unless_it_was_allowed(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (str(tmp_path / "nobody"), "127.0.0.1:9"):
        settings.JIWAR_CLAMAV, settings.JIWAR_CLAMAV_REQUIRED = address, True
        with pytest.raises(scanning.Refused):
            scanning.examined(LETTER)
        settings.JIWAR_CLAMAV_REQUIRED = False
        seen = scanning.examined(LETTER)
        assert (b"".join(seen.chunks), seen.looked_at) == (b"".join(LETTER), False)
    assert "did not look at a file" in caplog.text


def test_where_none_is_named_nothing_is_read(settings: Settings) -> None:
    settings.JIWAR_CLAMAV = ""
    chunks = iter(LETTER)
    seen = scanning.examined(chunks)
    assert (seen.chunks is chunks, seen.looked_at) == (True, None)


def test_it_says_of_when_it_is(scanner: Clamd) -> None:
    assert scanning.version() == ("ClamAV 1.4.6", datetime(2026, 11, 26, 9, 12, tzinfo=UTC))
    scanner.says = b"ClamAV 1.4.6"
    assert scanning.version() == ("ClamAV 1.4.6", None)


def test_whoever_seals_a_file_shows_it_first() -> None:
    sealing = [path for path in (ROOT / "src").rglob("*.py") if "files.store(" in path.read_text(encoding="utf-8")]
    assert len(sealing) >= 4
    unseen = {path for path in sealing if "scanning.examined(" not in path.read_text(encoding="utf-8")}
    assert unseen <= {ROOT / "src/jiwar/lines/learning/certificates/actions.py"}, "what is drawn here came from nobody"
