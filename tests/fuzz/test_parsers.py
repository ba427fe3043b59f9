"""Whatever is put into a parser comes out as a value or as its own refusal, in bounded time: never as another fault.

`JIWAR_TEST_FUZZ=20000` tries longer (`make fuzz`); as part of the tests a few hundred of each.
"""

import json
import os
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiwar.casework.cases import paper_types
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.people import search
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody
from jiwar.knowledge.calendars import Calendar, DateError, parse
from jiwar.knowledge.procedures import PackError, QuestionError
from jiwar.knowledge.procedures.asking import read_date
from jiwar.knowledge.procedures.loading import read_pack
from jiwar.site import options, recovery
from jiwar.site.command_line.refusal import Refusal

TRIES = int(os.environ.get("JIWAR_TEST_FUZZ", "300"))
bounded = settings(
    max_examples=TRIES, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
few = settings(bounded, max_examples=max(TRIES // 6, 25))

TURKEY = files("jiwar.knowledge.procedures").joinpath("packs", "tr-international-protection.toml").read_text("utf-8")
SIGNS = st.characters(codec="utf-8")
DATE_LIKE = st.text(st.sampled_from("0123456789٠١٢٣٤۰۱۲۳/-.:، \u200fمARabجHDهـ~"), max_size=70)
SCRIPTS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x1FFFF, codec="utf-8"), max_size=300)
HEADS = (
    b"%PDF-1.7\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"GIF89a",
    b"PK\x03\x04",
    b"<svg ",
    b"RIFF\0\0\0\0WEBP",
)


@bounded
@given(st.one_of(SCRIPTS, DATE_LIKE), st.sampled_from(Calendar))
def test_dates(text: str, calendar: Calendar) -> None:
    try:
        parse(text, calendar)
    except DateError:
        pass


@bounded
@given(st.one_of(SCRIPTS, DATE_LIKE, DATE_LIKE.map(lambda text: f"hijri:{text}")))
def test_dates_of_the_command_line(text: str) -> None:
    try:
        read_date(text)
    except QuestionError:
        pass


@bounded
@given(SCRIPTS)
def test_names_and_numbers(text: str) -> None:
    words = search.words(text)
    assert all(word == search.normalised(word) for word in words)
    assert len("".join(words)) <= 20 * search.LONGEST
    with acting_for(Group(country="TR")):
        assert search.as_phone(text) == "" or search.as_phone(text).startswith("+")
    assert search.normalised_identifier(text).isspace() is False


@few
@given(st.data())
def test_packs(data: st.DataObject) -> None:
    """A pack of ours with a piece taken out, doubled or replaced."""
    start = data.draw(st.integers(0, len(TURKEY) - 1))
    end = min(len(TURKEY), start + data.draw(st.integers(0, 200)))
    piece = data.draw(st.one_of(st.just(""), st.just(TURKEY[start:end] * 2), st.text(SIGNS, max_size=40)))
    try:
        read_pack(TURKEY[:start] + piece + TURKEY[end:], "tr.toml")
    except PackError:
        pass


@few
@given(
    st.dictionaries(
        st.sampled_from(
            ("schema", "id", "country", "law", "calendar", "tracks", "stages", "rules", "sources", "rights")
        ),
        st.recursive(
            st.one_of(st.booleans(), st.integers(-5, 5), st.text(SIGNS, max_size=8)).map(json.dumps),
            lambda inner: st.lists(inner, max_size=3).map(lambda each: f"[{', '.join(each)}]"),
            max_leaves=6,
        ),
        max_size=8,
    )
)
def test_packs_of_the_wrong_shape(table: dict[str, str]) -> None:
    try:
        read_pack("\n".join(f"{key} = {value}" for key, value in table.items()), "made-up.toml")
    except PackError:
        pass


@bounded
@given(st.text(SIGNS, max_size=200))
def test_codes_of_the_recovery_sheet(text: str) -> None:
    try:
        assert len(custody.from_recovery_code(text)) == 32
    except custody.NoKey:
        pass


@few
@given(text=st.lists(st.text(SIGNS, max_size=80), max_size=6).map("\n".join))
def test_sheets(text: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet"
    sheet.write_text(f"site: {text}", encoding="utf-8")
    with pytest.raises(Refusal):
        recovery.from_sheet(sheet)


@few
@given(text=st.one_of(st.text(SIGNS, max_size=200), st.sampled_from(["port", "lines", "debug"]).flatmap(
    lambda name: st.sampled_from(["1", "'x'", "[1, [2]]", "{a=1}", "1979-05-27", "nan", "-1", "true"]).map(
        lambda value: f"{name} = {value}"))))  # fmt: skip
def test_options(text: str, tmp_path: Path) -> None:
    (tmp_path / "jiwar.toml").write_text(text, encoding="utf-8")
    try:
        options.read({"JIWAR_HOME": str(tmp_path)})
    except options.BadOption:
        pass


@bounded
@given(st.one_of(st.just(b""), st.sampled_from(HEADS)), st.binary(max_size=600))
def test_uploads_are_a_kind_that_is_kept_or_refused(head: bytes, rest: bytes) -> None:
    try:
        assert paper_types.media_type(head + rest) in paper_types.KEPT
    except NotPossible:
        pass


@bounded
@given(st.text(max_size=400), st.sampled_from(sorted(paper_types.KEPT)))
def test_names_of_uploads(name: str, media_type: str) -> None:
    harmless = paper_types.harmless_name(name, media_type)
    assert harmless.endswith(paper_types.KEPT[media_type])
    assert not set(harmless) & set('/\\<>:"|?*;%')
    assert not [sign for sign in harmless if unicodedata.category(sign)[0] == "C"]
    assert 4 < len(harmless) <= paper_types.LONGEST_NAME + 5
    assert not harmless.startswith(".")
