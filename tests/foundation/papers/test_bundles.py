"""Papers of others bound into one PDF: what of them comes along, what stays behind, and what is refused."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from jiwar.foundation.papers.bundles import binding, limits, pages
from jiwar.foundation.papers.bundles.pages import Paper
from jiwar.foundation.papers.bundles.plan import Plan, together
from jiwar.foundation.papers.bundles.refusals import NotBound, Refusal
from tests.lines.legal.evidence.papers import A4, as_bytes, pdf, photo, writing

PDF = "application/pdf"


def strips(plan: Plan) -> bytes:
    """Stamps drawn the quick way."""
    said = (f"{stamp.exhibit}:{stamp.page}/{stamp.of} {stamp.bates}" for stamp in plan.stamps())
    return as_bytes(writing((each, (pages.STRIP_WIDTH, pages.STRIP_HEIGHT), 0) for each in said))


def bound(plan: Plan, papers: list[Paper]) -> bytes:
    marks = [(f"A{at}", span.first - 1) for at, span in enumerate(plan.ranges(), start=1)]
    return pages.bind(
        front=pdf(*["front"] * plan.front),
        stamps=strips(plan),
        papers=papers,
        marks=marks,
        title="T",
        language="ar",
        right_to_left=True,
    )


def one(content: bytes, kind: str = PDF) -> bytes:
    paper = Paper(kind, content)
    return bound(Plan(1, (pages.count(paper),), "J-"), [paper])


def text_of(content: bytes, page: int) -> str:
    return " ".join(str(pypdfium2.PdfDocument(content)[page].get_textpage().get_text_range()).split())


sizes = st.sampled_from([A4, (842, 595), (300, 400), (1200, 300), (2384, 3370)])
written = st.tuples(st.integers(1, 4), sizes, st.sampled_from([0, 90, 180, 270])).map(
    lambda drawn: Paper(PDF, pdf(*(f"w{at}" for at in range(drawn[0])), size=drawn[1], turned=drawn[2]))
)
seen = st.tuples(st.sampled_from(["JPEG", "PNG"]), st.tuples(st.integers(1, 90), st.integers(1, 90))).map(
    lambda drawn: Paper(f"image/{drawn[0].lower()}", photo(drawn[0], drawn[1]))
)
exhibit = st.lists(st.one_of(written, seen), min_size=1, max_size=2)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(exhibit, min_size=1, max_size=5), st.integers(1, 3), st.integers(1, 900_000))
def test_any_papers_in_any_order_are_numbered_without_a_gap_as_the_index_says(
    exhibits: list[list[Paper]], front: int, begins: int
) -> None:
    papers = [paper for each in exhibits for paper in each]
    counts = [pages.count(paper) for paper in papers]
    plan = Plan(front, together(counts, [len(each) for each in exhibits]), "C1-", begins)
    content = bound(plan, papers)
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == plan.pages == front + sum(counts)
    stamped = [page.extract_text().split() for page in reader.pages]
    assert [words[-1] for words in stamped] == [f"C1-{begins + at:06d}" for at in range(plan.pages)]
    spans = list(plan.ranges())
    for at, span in enumerate(spans):
        inside = [words[-2] for words in stamped[span.first - 1 : span.last]]
        assert inside == [f"{at}:{page}/{span.pages}" for page in range(1, span.pages + 1)]
        assert stamped[span.first - 1][-1] == plan.bates(span.first)
        assert stamped[span.last - 1][-1] == plan.bates(span.last)
    marked = [reader.get_destination_page_number(each) for each in reader.outline]  # type: ignore[arg-type]
    assert marked == [span.first - 1 for span in spans]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_keeps_its_size_and_stands_upright(turned: int) -> None:
    before = pypdfium2.PdfDocument(pdf("here", size=(300, 500), turned=turned))[0]
    after = pypdfium2.PdfDocument(one(pdf("here", size=(300, 500), turned=turned)))[1]
    assert after.get_size() == pytest.approx(before.get_size())
    assert PdfReader(BytesIO(one(pdf("here", turned=turned)))).pages[1].rotation == 0
    whole, above = before.render(scale=1).to_pil().convert("L"), after.render(scale=1).to_pil().convert("L")
    dark, now = whole.point(lambda v: 255 * (v < 128)).getbbox(), None
    now = above.crop((0, 0, above.width, int(above.height * 0.9))).point(lambda v: 255 * (v < 128)).getbbox()
    assert dark is not None
    assert now is not None
    # A little smaller, towards the head and the middle.
    assert (now[2] - now[0]) / (dark[2] - dark[0]) == pytest.approx(1 - pages.STRIP_HEIGHT / 500, abs=0.12)


def test_pictures_lie_on_a4_upright_on_white_without_what_they_tell() -> None:
    out = BytesIO()
    marked = Image.new("RGB", (60, 20), "blue")
    marked.paste("red", (0, 0, 30, 20))
    exif = marked.getexif()
    exif[0x0112], exif[0x010E] = 6, "a canary of the camera"
    marked.save(out, "JPEG", exif=exif, quality=95)
    content = one(out.getvalue(), "image/jpeg")
    page = pypdfium2.PdfDocument(content)[1]
    assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    picture = page.render(scale=0.5).to_pil().convert("RGB")
    assert picture.getpixel((picture.width // 2, picture.height // 4))[0] > 200
    assert picture.getpixel((picture.width // 2, picture.height * 2 // 3))[2] > 200
    assert b"canary" not in content
    through = one(photo("PNG", colour=(0, 0, 0, 0), mode="RGBA"), "image/png")
    clear = pypdfium2.PdfDocument(through)[1].render(scale=0.2).to_pil().convert("L")
    assert clear.getpixel((clear.width // 2, clear.height // 2)) > 250
    assert pypdfium2.PdfDocument(through)[1].get_size() == pytest.approx((841.89, 595.28), abs=0.1)


def test_a_scan_of_several_pages_keeps_them_all() -> None:
    out = BytesIO()
    first, *more = (Image.new("L", (80, 120), shade) for shade in (0, 128, 255))
    first.save(out, "TIFF", save_all=True, append_images=more)
    assert pages.count(Paper("image/tiff", out.getvalue())) == 3


def acting() -> PdfWriter:
    """A page with a link that runs a program, a form with a field filled in, and a file attached."""
    writer = writing([("seen", A4, 0)])
    look = DecodedStreamObject()
    look.set_data(b"BT /F1 12 Tf 2 4 Td (filled) Tj ET")
    font = writer.pages[0]["/Resources"]
    look.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject([FloatObject(each) for each in (0, 0, 100, 20)]),
            NameObject("/Resources"): font,
        }
    )
    act = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("evil()")})
    rect = ArrayObject([FloatObject(each) for each in (100, 600, 300, 640)])
    field = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): rect,
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            NameObject("/AA"): DictionaryObject({NameObject("/K"): act}),
        }
    )
    link = DictionaryObject(
        {NameObject("/Subtype"): NameObject("/Link"), NameObject("/Rect"): rect, NameObject("/A"): act}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field), writer._add_object(link)])
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): act})
    writer.add_attachment("hidden.txt", b"hidden-canary")
    return writer


def test_what_a_form_shows_stays_and_what_acts_goes() -> None:
    content = one(as_bytes(acting()))
    assert "filled" in text_of(content, 1)
    assert "seen" in text_of(content, 1)
    plain = BytesIO()
    PdfWriter(clone_from=BytesIO(content)).write(plain)
    for sign in (b"/JavaScript", b"/JS", b"/AA", b"/Annots", b"/EmbeddedFile", b"/OpenAction", b"/AcroForm", b"canary"):
        assert sign not in plain.getvalue()


def encrypted() -> bytes:
    writer = writing([("x", A4, 0)])
    writer.encrypt("secret", algorithm="RC4-128")
    return as_bytes(writer)


def with_root(key: str, value: Any) -> bytes:
    writer = writing([("x", A4, 0)])
    writer.root_object[NameObject(key)] = value
    return as_bytes(writer)


def scripted() -> bytes:
    act = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    return with_root("/OpenAction", DictionaryObject(act))


def layered() -> bytes:
    off = DictionaryObject({NameObject("/D"): DictionaryObject({NameObject("/BaseState"): NameObject("/OFF")})})
    return with_root("/OCProperties", off)


REFUSED = [
    ("locked", PDF, encrypted(), Refusal.ENCRYPTED),
    ("scripted", PDF, scripted(), Refusal.SCRIPTED),
    ("portfolio", PDF, with_root("/Collection", DictionaryObject()), Refusal.PORTFOLIO),
    ("layers", PDF, layered(), Refusal.LAYERS),
    ("nothing", PDF, b"%PDF-1.4\n%%EOF\n", Refusal.DAMAGED),
    ("cut", PDF, pdf("x")[:200], Refusal.DAMAGED),
    ("no-pages", PDF, as_bytes(PdfWriter()), Refusal.EMPTY),
    ("picture", "image/jpeg", photo()[:60], Refusal.PICTURE),
    ("text", "text/plain", b"hello", Refusal.KIND),
]


@pytest.mark.parametrize(("kind", "content", "code"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_cannot_be_bound_is_refused_by_name(kind: str, content: bytes, code: Refusal) -> None:
    with pytest.raises(NotBound) as refused:
        pages.count(Paper(kind, content))
    assert refused.value.code is code


def test_the_child_counts_names_the_paper_and_leaves_no_trace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    papers = [Paper(PDF, pdf("a", "b")), Paper("image/png", photo("PNG"))]
    assert binding.measured(papers) == [2, 1]
    with pytest.raises(NotBound) as refused:
        binding.measured([*papers, Paper(PDF, encrypted())])
    assert (refused.value.code, refused.value.paper) == (Refusal.ENCRYPTED, 2)
    assert list(tmp_path.iterdir()) == []


def test_a_paper_that_takes_too_much_stops_the_child_and_not_us(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a limit leaves it: the child said which it was reading, and was silent."""
    told = json.dumps({"reads": 0}) + "\n" + json.dumps({"reads": 1}) + "\n"
    with pytest.raises(NotBound) as refused:
        binding._heard(told.encode())
    assert (refused.value.code, refused.value.paper) == (Refusal.TOO_HEAVY, 1)
    monkeypatch.setattr(limits, "BYTES", 10)
    with pytest.raises(NotBound) as large:
        binding.measured([Paper(PDF, pdf("a"))])
    assert large.value.code is Refusal.TOO_LARGE
    monkeypatch.setattr(limits, "PAPERS", 0)
    with pytest.raises(NotBound) as many:
        binding.measured([Paper(PDF, pdf("a"))])
    assert many.value.code is Refusal.TOO_MANY_PAPERS


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 600), st.binary(min_size=1, max_size=20))
def test_whatever_is_in_a_file_it_is_bound_or_refused(noise: bytes, at: int, instead: bytes) -> None:
    good = pdf("x")
    for content in (b"%PDF-1.7\n" + noise, good[:at] + instead + good[at + len(instead) :]):
        try:
            pages.count(Paper(PDF, content))
        except NotBound:
            continue
