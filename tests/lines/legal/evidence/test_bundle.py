"""A bundle as the desk makes it: chosen, ordered, bound, kept sealed, said to be filed."""

import hashlib
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from pypdf import PdfReader

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, Document
from jiwar.foundation.audit.models import Entry
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.evidence import making
from jiwar.lines.legal.evidence.actions import bundles as making_of
from jiwar.lines.legal.models import Bundle, Deadline, Exhibit, Procedure, ProcedureEvent
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from tests.cast import Cast, Player
from tests.foundation.papers.test_bundles import encrypted
from tests.lines.legal.evidence.conftest import Add
from tests.lines.legal.evidence.papers import pdf
from tests.lines.legal.letters.reading import seen_lines
from tests.lines.legal.telling import happened, on


def typed(order: list[Exhibit], language: str = "en", **more: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for place, row in enumerate(order, start=1):
        version = "both" if row.translated_id else "original"
        rows |= {f"take_{row.id}": "on", f"version_{row.id}": version, f"place_{row.id}": str(place)}
    return {
        "title": "Objection", "language": language, "before": "C1-", "begins": "1", "compartment": "general",
        "authority": "İl Göç İdaresi", "reference": "2026/4512 (B)", "hijri": "on", "token": str(uuid4()),
        **rows, **more,
    }  # fmt: skip


def made(player: Player, case: Case, sent: dict[str, Any]) -> Bundle:
    answer = player.client.post(reverse("legal:bundle-new", args=[case.id]), sent)
    assert answer.status_code == 302, answer.content.decode()
    return Bundle.objects.select_related("document__file").order_by("-asked_at")[0]


def content_of(player: Player, bundle: Bundle) -> bytes:
    assert bundle.document is not None
    return b"".join(cases.read_document(player.viewer, document=bundle.document))


@pytest.mark.once
@pytest.mark.parametrize("language", ["en", "ar"])
def test_index_stamps_and_bookmarks_agree(
    legal_adviser: Player,
    case: Case,
    three: list[Exhibit],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    monkeypatch.setenv("TMPDIR", str(nowhere))
    monkeypatch.setattr(tempfile, "tempdir", str(nowhere))
    first, second, third = three
    bundle = made(legal_adviser, case, typed([third, first, second], language))
    content = content_of(legal_adviser, bundle)
    reader, drawn = PdfReader(BytesIO(content)), pypdfium2.PdfDocument(content)
    assert bundle.pages == len(reader.pages) == 7
    spans = [(each["label"], each["first"], each["last"]) for each in bundle.contents]
    assert spans == [
        ("A3", "C1-000003", "C1-000004"),
        ("A1", "C1-000005", "C1-000005"),
        ("A2", "C1-000006", "C1-000007"),
    ]
    marks = [(str(each.title), reader.get_destination_page_number(each)) for each in reader.outline]  # type: ignore[union-attr,arg-type]
    assert [page for _title, page in marks] == [0, 1, 2, 4, 5]
    assert [title for title, _page in marks[2:]] == ["A3 شهادة ميلاد", "A1 Passport", "A2 Refusal of 2 March"]
    index = seen_lines(content, 1)
    rows = [
        next(at for at, line in enumerate(index) if label in line and "C1-" in line) for label in ("A3", "A1", "A2")
    ]
    assert rows == sorted(rows)
    assert "C1-000003–C1-000004" in index[rows[0]]
    assert "C1-000005" in index[rows[1]]
    for page in range(7):
        foot = seen_lines(content, page)[-1]
        assert f"C1-{page + 1:06d}" in foot
        if page >= 2:
            label, at = [("A3", "1/2"), ("A3", "2/2"), ("A1", "1/1"), ("A2", "1/2"), ("A2", "2/2")][page - 2]
            assert label in foot
            assert at in foot
            # From the left: the number first in a language from the right, last in English.
            assert (foot.index("C1-") < foot.index(label)) == (language == "ar")
        assert drawn[page].render(scale=0.2).to_pil().convert("L").getextrema()[0] < 200
    cover = "".join(seen_lines(content, 0))
    assert "2026/4512(B)".replace("(", "|").replace(")", "|") in cover.replace("(", "|").replace(")", "|")
    assert ("17Ramadan1447" if language == "en" else "1447") in cover
    assert bundle.document is not None
    assert bundle.document.sha256 == hashlib.sha256(content).hexdigest()
    assert list(nowhere.iterdir()) == []
    assert not any(b"%PDF" in path.read_bytes() for path in Path(settings.JIWAR_FILES).glob("??/*"))
    assert Entry.objects.filter(kind="bundle-made").count() == 1
    assert legal_adviser.client.get(reverse("legal:bundle", args=[bundle.id])).status_code == 200


def test_up_and_down_change_places_and_keep_what_was_typed(
    legal_adviser: Player, case: Case, three: list[Exhibit]
) -> None:
    here, sent = reverse("legal:bundle-new", args=[case.id]), typed(three, title="Typed already")
    page = legal_adviser.client.post(here, {**sent, "move": f"up:{three[2].id}"}).content.decode()
    assert page.index(f"row-{three[2].id}") < page.index(f"row-{three[1].id}")
    assert "Typed already" in page
    assert not Bundle.objects.exists()


@pytest.mark.once
def test_an_exhibit_that_cannot_be_bound_is_named(legal_adviser: Player, case: Case, add: Add) -> None:
    good, locked = add("good", pdf("x")), add("locked", encrypted())
    answer = legal_adviser.client.post(reverse("legal:bundle-new", args=[case.id]), typed([good, locked]))
    assert answer.status_code == 422
    assert "Exhibit A2 is locked with a password." in answer.content.decode()
    assert not Bundle.objects.exists()
    none = legal_adviser.client.post(reverse("legal:bundle-new", args=[case.id]), typed([]))
    assert "Choose at least one exhibit." in none.content.decode()


def test_a_large_one_is_made_in_the_background_once(
    cast: Cast, legal_adviser: Player, case: Case, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making_of, "AT_ONCE_PAPERS", 0)
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(making, "make_later", type("Later", (), {"enqueue": lambda *args: asked.append(args)}))
    good, locked = add("good", pdf("x")), add("locked", encrypted())
    bundle, other = made(legal_adviser, case, typed([good])), made(legal_adviser, case, typed([locked]))
    assert (len(asked), bundle.state, bundle.document) == (2, "making", None)
    assert "It is being made" in legal_adviser.client.get(reverse("legal:bundle", args=[bundle.id])).content.decode()
    for row in (bundle, bundle, other):
        making.make_waiting(row.id)
    bundle.refresh_from_db()
    assert (bundle.state, bundle.pages) == ("made", 3)
    assert Document.objects.filter(kind__isnull=False, case=case).count() == 3
    page = legal_adviser.client.get(reverse("legal:bundle", args=[other.id])).content.decode()
    assert "Exhibit A2 is locked with a password." in page
    day = legal_adviser.client.get(reverse("desk:day")).content.decode()
    assert day.count("the bundle is ready.") == 1
    assert day.count("the bundle could not be made.") == 1


def test_a_bundle_holds_nothing_narrower_than_itself(cast: Cast, legal_adviser: Player, case: Case, add: Add) -> None:
    open_, close = add("open", pdf("x")), add("close", pdf("y"), part=LEGAL_PRIVILEGED)
    here = reverse("legal:bundle-new", args=[case.id])
    answer = legal_adviser.client.post(here, typed([open_, close]))
    assert "Exhibit B1 stands in a narrower part" in answer.content.decode()
    bundle = made(legal_adviser, case, typed([open_, close], compartment="legal-privileged"))
    assert bundle.document is not None
    assert bundle.document.compartment == bundle.compartment == "legal-privileged"
    for name in ("bundle", "bundle-filed"):
        assert cast.caseworker.client.get(reverse(f"legal:{name}", args=[bundle.id])).status_code == 404


def test_filed_it_answers_the_deadline_once(
    legal_adviser: Player, case: Case, procedure: Procedure, three: list[Exhibit]
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    open_ = Deadline.objects.filter(procedure=procedure, kind="limit", status="open")
    remedy = min(open_, key=lambda row: row.safe or date.max)
    bundle = made(legal_adviser, case, typed(three, answers=f"{procedure.id}:{remedy.details['rule']}"))
    here = reverse("legal:bundle-filed", args=[bundle.id])
    sent = {"kind": "appeal-filed", "when_1": "6/3/2026", "when_0": "gregorian", "token": str(uuid4())}
    page = legal_adviser.client.get(here).content.decode()
    assert "Appeal or objection filed" in page
    answer = legal_adviser.client.post(here, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert answer.headers["Location"] == reverse("legal:procedure", args=[procedure.id])
    remedy.refresh_from_db()
    assert remedy.status == Deadline.Status.MET
    bundle.refresh_from_db()
    assert bundle.filed is not None
    assert ProcedureEvent.objects.get(thread=bundle.filed).details["kind"] == "appeal-filed"
    assert legal_adviser.client.post(here, sent).status_code == 302
    assert ProcedureEvent.objects.filter(procedure=procedure).count() == 2
    assert "Filed on" in legal_adviser.client.get(reverse("legal:bundle", args=[bundle.id])).content.decode()
