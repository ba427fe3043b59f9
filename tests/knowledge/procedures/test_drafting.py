"""A draft carries every fact of its record, proposes a reading, and never writes over what a person corrected."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from jiwar.knowledge.procedures import Confidence, Pack, read_pack
from jiwar.knowledge.procedures.drafting import draft, written
from jiwar.knowledge.procedures.drafting.__main__ import main

RECORD = """
schema = "asylum-procedure/1"
record_id = "zz"
reviewed_on = "2026-11-22"
[country]
iso2 = "TR"
iso3 = "TUR"
name_en = "Testland"
name_local = []
region = "Nowhere"
decision_maker = "state"
summary = "Decision maker: the Office. Time-limits verified: 1 of 2 entries (see confidence and compute)."
warnings = ["A warning with \\"quotes\\"."]
[country.conventions]
convention_1951 = "party"
convention_1951_year = 1951
convention_1951_note = "without reservations"
convention_1951_sources = ["law"]
convention_1951_confidence = "high"
protocol_1967 = "unknown"
protocol_1967_sources = []
protocol_1967_confidence = "unknown"
oau_1969 = "not_applicable"
[country.authority]
name_en = "the Office"
name_local = []
appeal_body = "unknown"
[[laws]]
id = "law1"
name_en = "Asylum Law"
name_local = ["Loi", "قانون"]
number = "1"
date = "unknown"
status = "in force"
sources = ["law"]
confidence = "high"
[calendar]
weekend = ["sat", "sun"]
weekend_sources = ["law"]
counting_rule = "unknown"
rollover = "none"
[[sources]]
id = "law"
title = "The law"
publisher = "Gazette"
url = "https://example.org/law"
date = "unknown"
kind = "law_text"
language = "en"
read = "excerpt"
note = ""
[[stages]]
id = "decision"
order = 4
procedure = "state"
name = "First-instance decision"
actor = "the Office"
summary = "The Office decides."
documents = []
legal_basis = "Art. 1"
sources = ["law"]
confidence = "high"
[[stages]]
id = "admin_appeal"
order = 6
procedure = "state"
name = "Appeal"
actor = "unknown"
summary = "unknown"
documents = []
legal_basis = "unknown"
sources = []
confidence = "unknown"
[[deadlines]]
id = "zz-appeal"
stage = "admin_appeal"
procedure = "state"
party = "applicant"
kind = "limit"
action = "appeal against refusal"
known = true
value = 30
unit = "day"
day_type = "unknown"
day_type_basis = ""
is_minimum = false
start_event = "notification"
to_whom = "unknown"
suspensive_effect = "unknown"
legal_basis = "Art. 2"
sources = ["law"]
conflicting_sources = []
conflict = ""
confidence = "high"
status = "in_force"
compute = "yes"
applicability = "unknown"
note = ""
second_read = "2026-11-22: confirmed"
[[deadlines]]
id = "zz-decision"
stage = "decision"
procedure = "state"
party = "authority"
kind = "authority"
action = "decide"
known = false
day_type = "unknown"
start_event = "unknown"
suspensive_effect = "not_applicable"
sources = []
confidence = "unknown"
status = "unknown"
compute = "no"
[[withdrawal]]
id = "zz-none"
rule = "unknown"
sources = []
confidence = "unknown"
legal_basis = ""
note = ""
[rights.work]
value = "unknown"
legal_basis = "unknown"
sources = []
confidence = "unknown"
[legal_aid]
available = "unknown"
summary = "Not read."
sources = []
confidence = "unknown"
[[unknowns]]
id = "zz-all"
question = "Much."
why = "Not read."
"""


@pytest.fixture
def values() -> dict[str, Any]:
    return draft(tomllib.loads(RECORD))


@pytest.fixture
def pack(values: dict[str, Any]) -> Pack:
    return read_pack(written(values), "zz-asylum.toml")


def test_a_fact_keeps_its_source_its_confidence_and_its_status(pack: Pack) -> None:
    appeal = pack.rule("zz-appeal")
    assert appeal
    assert (appeal.value, appeal.unit, appeal.sources, appeal.confidence) == (30, "day", ("law",), Confidence.HIGH)
    assert (appeal.status, appeal.compute, appeal.second_read) == ("in_force", "yes", "2026-11-22: confirmed")
    assert pack.country.warnings == ('A warning with "quotes".',)


def test_what_the_record_calls_unknown_says_nothing_in_the_pack(pack: Pack) -> None:
    assert (pack.stages["admin_appeal"].summary, pack.stages["admin_appeal"].actor) == ("", "")
    assert [(right.id, right.value, right.confidence) for right in pack.rights] == [("work", "", "unknown")]
    assert (pack.legal_aid.summary, pack.withdrawal) == ("", ())
    assert "appeal_body" not in pack.country.authority.facts


def test_a_period_nobody_verified_is_kept(pack: Pack) -> None:
    decision = pack.rule("zz-decision")
    assert decision
    assert (decision.known, decision.gives_date, decision.status) == (False, False, "unknown")


def test_the_authority_is_sourced_where_it_decides(pack: Pack) -> None:
    assert pack.country.authority.sources == ("law",)
    assert pack.country.authority.confidence is Confidence.HIGH


def test_conventions_keep_what_each_rests_on(pack: Pack) -> None:
    first, second, third = pack.country.conventions
    assert (first.status, first.date, first.sources) == ("party", "1951", ("law",))
    assert (second.status, second.confidence) == ("unknown", Confidence.UNKNOWN)
    assert (third.status, third.sources) == ("not_applicable", ())


def test_nothing_is_said_of_what_was_not_read(pack: Pack) -> None:
    assert pack.effective_from is None
    assert pack.sources["law"].date == "undated"
    assert pack.laws[0].name_local == "Loi · قانون"
    assert pack.country.summary == "Decision maker: the Office."


def test_the_usual_reading_is_proposed(pack: Pack) -> None:
    appeal = pack.rule("zz-appeal")
    assert appeal
    assert appeal.reading.starts_from == {"refusal-notified"}
    assert appeal.reading.met_by == {"appeal-filed"}
    assert pack.tracks[0].stages == ("decision", "admin_appeal")


def test_it_is_written_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zz.toml").write_text(RECORD, encoding="utf-8")
    asked = ["--data", str(tmp_path), "--country", "zz", "--into", str(tmp_path)]
    assert main(asked) == 0
    corrected = (tmp_path / "zz-asylum.toml").read_text(encoding="utf-8") + "# corrected\n"
    (tmp_path / "zz-asylum.toml").write_text(corrected, encoding="utf-8")
    with pytest.raises(SystemExit):
        main(asked)
    assert "never written over" in capsys.readouterr().err
    assert (tmp_path / "zz-asylum.toml").read_text(encoding="utf-8") == corrected


def test_it_names_where_a_person_must_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zz.toml").write_text(RECORD.replace("value = 30\n", ""), encoding="utf-8")
    assert main(["--data", str(tmp_path), "--country", "zz", "--into", str(tmp_path)]) == 1
    assert 'deadlines "zz-appeal" · value' in capsys.readouterr().out
