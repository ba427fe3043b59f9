"""A change of the law in a case: what was notified before keeps its period, and the page says what would change."""

import shutil
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.urls import reverse

from jiwar.casework.cases.models import Case
from jiwar.casework.cases.queries.page import people_on
from jiwar.knowledge.procedures import EventKind, editions
from jiwar.lines.legal import actions
from jiwar.lines.legal.letters import facts
from jiwar.lines.legal.letters.catalogue import letter_kind
from jiwar.lines.legal.models import Deadline, Procedure
from jiwar.lines.legal.recorded import Recorded
from tests.cast import Cast, Player
from tests.knowledge.procedures.two_editions import BEFORE, SINCE
from tests.lines.legal.telling import happened, on

CHANGED = {"2024-12-31": "2026-02-28", "2025-01-01": "2026-03-01"}
LAST_WEEK, THIS_WEEK = date(2026, 2, 27), date(2026, 3, 2)


@pytest.fixture(autouse=True)
def changed_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The procedure `zz` beside that of Türkiye: its suit had 14 days until February 2026, and has 7 since March."""
    shutil.copy(Path(str(editions.FOLDER)) / "tr-international-protection.toml", tmp_path)
    for name, text, law in (("zz-before.toml", BEFORE, "Old"), ("zz-since.toml", SINCE, "New")):
        based = text.replace('action = "Sue"', f'action = "Sue"\nlegal_basis = "{law} Law Art. 7"')
        (tmp_path / name).write_text(_this_spring(based), encoding="utf-8")
    monkeypatch.setattr(editions, "FOLDER", tmp_path)
    _forget()
    yield
    _forget()


def _this_spring(text: str) -> str:
    for old, new in CHANGED.items():
        text = text.replace(old, new)
    return text


def _forget() -> None:
    editions.procedures.cache_clear()
    editions.load.cache_clear()
    editions.outlines.cache_clear()


@pytest.fixture
def opened(legal_adviser: Player, case: Case) -> Procedure:
    return actions.open_procedure(legal_adviser.viewer, case=case, pack="zz", tracks=["main"])


def the_suit(procedure: Procedure) -> Deadline:
    [row] = [row for row in Deadline.objects.filter(procedure=procedure) if row.details["rule"] == "zz-suit"]
    return row


def page(player: Player, procedure: Procedure) -> str:
    answer = player.client.get(reverse("legal:procedure", kwargs={"procedure": procedure.id}))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_what_was_notified_before_keeps_its_days_and_the_sooner_day_is_worked_towards(
    legal_adviser: Player, opened: Procedure
) -> None:
    happened(legal_adviser, opened, EventKind.REFUSAL_NOTIFIED, on(LAST_WEEK))
    row = the_suit(opened)
    assert row.due == date(2026, 3, 13)
    assert row.precaution
    assert row.safe == date(2026, 3, 5)


def test_the_page_says_that_newer_rules_hold_and_what_they_would_change(
    legal_adviser: Player, opened: Procedure
) -> None:
    happened(legal_adviser, opened, EventKind.REFUSAL_NOTIFIED, on(LAST_WEEK))
    newer = page(legal_adviser, opened).partition('id="newer"')[2].partition("</details>")[0]
    assert "Newer rules hold now" in newer
    for part in ("14 days", "7 days", 'datetime="2026-03-13"', 'datetime="2026-03-06"'):
        assert part in newer


def test_what_is_notified_after_the_change_has_the_newer_days_and_nothing_to_compare(
    legal_adviser: Player, opened: Procedure
) -> None:
    happened(legal_adviser, opened, EventKind.REFUSAL_NOTIFIED, on(THIS_WEEK))
    row = the_suit(opened)
    assert (row.due, row.precaution) == (date(2026, 3, 9), False)
    assert "Newer rules hold now" not in page(legal_adviser, opened)


def test_a_corrected_date_moves_it_under_the_other_rules(legal_adviser: Player, opened: Procedure) -> None:
    event = happened(legal_adviser, opened, EventKind.REFUSAL_NOTIFIED, on(THIS_WEEK))
    before = the_suit(opened)
    meant = Recorded(EventKind.REFUSAL_NOTIFIED, on(LAST_WEEK))
    actions.correct_event(legal_adviser.viewer, row=event, recorded=meant)
    row = the_suit(opened)
    assert (row.id, row.due) == (before.id, date(2026, 3, 13))


def test_a_letter_names_the_law_of_the_day_and_keeps_its_words(
    legal_adviser: Player, case: Case, opened: Procedure, tmp_path: Path
) -> None:
    happened(legal_adviser, opened, EventKind.REFUSAL_NOTIFIED, on(LAST_WEEK))
    viewer = legal_adviser.viewer
    [(code, words)] = facts.bases(facts.happened_in(viewer, case))
    assert words == "Old Law Art. 7"
    kind = letter_kind("appeal-cover")
    assert kind is not None
    answers = {"authority_name": "The office", "basis": code}
    draft = actions.Draft(kind, ("en",), people_on(viewer, case)[0].person, answers, "Nadia")
    letter = actions.make_letter(viewer, case=case, draft=draft)
    file = tmp_path / "zz-before.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Old Law", "Corrected Law"), encoding="utf-8")
    _forget()
    said = zipfile.ZipFile(BytesIO(actions.letter_as_text(viewer, letter=letter))).read("word/document.xml").decode()
    assert "Old\u00a0Law\u00a0Art.\u00a07" in said


def test_what_we_know_shows_what_changed_and_the_older_rules(cast: Cast) -> None:
    address = reverse("legal:pack", kwargs={"pack": "zz"})
    now = cast.caseworker.client.get(address).content.decode()
    assert "What changed with newer rules" in now
    then = cast.caseworker.client.get(f"{address}?version=1").content.decode()
    assert "These rules no longer hold" in then
    assert "14 days" in then
    assert cast.caseworker.client.get(f"{address}?version=9").status_code == 404
