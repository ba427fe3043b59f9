"""Packs: what they keep, and what is refused with place, problem and remedy."""

import pytest

from jiwar.knowledge.calendars import weekend
from jiwar.knowledge.procedures import PackError, UnknownProcedure, load, procedures, read_pack
from tests.knowledge.procedures.small_pack import SMALL

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def refused(old: str, new: str, times: int = 1) -> list[tuple[str, str, str]]:
    assert old in SMALL
    with pytest.raises(PackError) as error:
        read_pack(SMALL.replace(old, new, times), "zz-test.toml")
    assert {problem.file for problem in error.value.problems} == {"zz-test.toml"}
    return [(problem.place, problem.problem, problem.remedy) for problem in error.value.problems]


def test_the_small_pack_loads() -> None:
    assert [rule.id for rule in read_pack(SMALL, "zz-test.toml").rules] == ["zz-suit", "zz-objection", "zz-report"]


def test_packs_are_read_once() -> None:
    assert len(procedures()) == 40
    assert {"eg", "tr", "unhcr"} < set(procedures())
    assert load("tr") is load("tr")


def test_an_unknown_procedure_names_the_known_ones() -> None:
    with pytest.raises(UnknownProcedure, match=r'no procedure "xx"; known procedures: ae, al, .*, ye\.'):
        load("xx")


@pytest.mark.parametrize(
    ("procedure", "sources", "stages", "rules"), [("tr", 53, 12, 32), ("eg", 37, 9, 16), ("unhcr", 16, 9, 5)]
)
def test_nothing_of_the_record_is_lost(procedure: str, sources: int, stages: int, rules: int) -> None:
    pack = load(procedure)
    assert (len(pack.sources), len(pack.stages), len(pack.rules)) == (sources, stages, rules)
    assert pack.reviewed_on.isoformat() == "2026-11-22"
    kept = (pack.country.warnings, pack.unknowns, pack.contacts, pack.rights, pack.withdrawal)
    assert all(kept)


def test_one_rule_in_full() -> None:
    rule = next(rule for rule in load("tr").rules if rule.id == "tr-deportation-suit")
    assert (rule.value, rule.unit, rule.day_type, rule.suspensive_effect) == (7, "day", "calendar", "yes")
    assert rule.sources == ("aida_tp_appeal", "aida_tp_appeal23", "unal", "mcg", "skf53", "bayar_dep")
    assert (rule.conflicting_sources, rule.legal_basis) == (("duman",), "LFIP Art. 53(3)")
    assert (rule.confidence, rule.compute, rule.second_read) == ("high", "yes", "2026-11-22: confirmed")


@pytest.mark.parametrize("procedure", sorted(set(procedures()) - {"unhcr", "ps"}))
def test_the_weekend_agrees_with_the_calendar_room(procedure: str) -> None:
    """Where sources conflict, the record names only the days all of them have; the calendar knows the others too."""
    pack = load(procedure)
    known = weekend(pack.country.iso2, pack.reviewed_on)
    assert known is not None
    recorded = {WEEKDAYS.index(day) for day in pack.calendar.weekend}
    assert known.sure <= recorded <= known.possible


def test_only_turkish_administrative_courts_roll_over() -> None:
    assert [name for name in procedures() if load(name).calendar.rolls_over] == ["tr"]
    courts = {rule.id: rule.to_whom for rule in load("tr").rules if rule.id in load("tr").calendar.rolls_over}
    assert set(courts.values()) == {"Administrative Court", "Regional Administrative Court"}


MALFORMED = {
    "not toml": ("id = ", "id ", "the file", "is not TOML"),
    "unknown key": ('kind = "limit"', 'kind = "limit"\ncolour = "red"', 'deadlines "zz-suit" · colour', "is not a key"),
    "unknown table": ("[rights]", "[tea]\n[rights]", "the file · tea", "is not a key"),
    "missing key": ('action = "Sue"\n', "", 'deadlines "zz-suit" · action', "is missing."),
    "empty text": ('action = "Sue"', 'action = " "', 'deadlines "zz-suit" · action', "is empty."),
    "wrong kind": ("value = 14", 'value = "14"', 'deadlines "zz-suit" · value', "is text, not a whole number."),
    "flag as text": ("known = true", 'known = "yes"', 'deadlines "zz-suit" · known', "is text, not true or false."),
    "zero": ("value = 14", "value = 0", 'deadlines "zz-suit" · value', "is 0."),
    "bad unit": ('unit = "day"', 'unit = "fortnight"', 'deadlines "zz-suit" · unit', 'is "fortnight".'),
    "bad date": ("2026-06-30", '"June"', " · reviewed_on", "is text, not a date."),
    "bad event": (
        'met_by = ["suit-filed"]',
        'met_by = ["suit"]',
        "reading · met_by",
        'names "suit", which does not exist.',
    ),
    "sources not a list": (
        'sources = ["law"]',
        'sources = "law"',
        "authority · sources",
        "is text, not a list of texts.",
    ),
    "source twice": ('sources = ["law"]', 'sources = ["law", "law"]', "authority · sources", 'names "law" twice.'),
    "no source": (
        'yes"\nsources = ["law"]\nconfidence = "high"\nstatus',
        'yes"\nconfidence = "high"\nstatus',
        'deadlines "zz-suit" · sources',
        "are missing.",
    ),
    "source unknown": (
        'yes"\nsources = ["law"]\nconfidence = "high"\nstatus',
        'yes"\nsources = ["lore"]\nconfidence = "high"\nstatus',
        'deadlines "zz-suit" · sources',
        'name "lore", which does not exist.',
    ),
    "known without value": ("value = 14\n", "", 'deadlines "zz-suit" · value', "missing although known = true."),
    "value without known": (
        "known = true",
        "known = false",
        'deadlines "zz-suit" · value',
        "given although known = false.",
    ),
    "no limit and known": (
        "known = true",
        "known = true\nno_limit = true",
        'deadlines "zz-suit" · no_limit',
        "beside known = true.",
    ),
    "computed without reading": (
        'confidence = "high"\nstatus',
        'confidence = "unknown"\nstatus',
        'deadlines "zz-suit" · compute',
        "although nothing was read.",
    ),
    "sure of a rumour": (
        'confidence = "high"\nstatus',
        'confidence = "low"\nstatus',
        'deadlines "zz-suit" · compute',
        "although confidence is low.",
    ),
    "working months": (
        'value = 5\nunit = "day"',
        'value = 5\nunit = "month"',
        'deadlines "zz-objection" · day_type',
        "for a period in months.",
    ),
    "limit that repeats": (
        'kind = "limit"',
        'kind = "limit"\nrepeats = true',
        'deadlines "zz-suit" · repeats',
        "does not fit",
    ),
    "authority's limit": (
        'party = "applicant"',
        'party = "court"',
        'deadlines "zz-suit" · party',
        'for a period of kind "limit".',
    ),
    "starts and ends": (
        'met_by = ["suit-filed"]',
        'met_by = ["refusal-notified"]',
        'deadlines "zz-suit" · reading',
        "ends it at once.",
    ),
    "meets and closes": (
        'met_by = ["suit-filed"]',
        'met_by = ["suit-filed"]\nclosed_by = ["suit-filed"]',
        'deadlines "zz-suit" · reading',
        "both meets and closes",
    ),
    "start and fallback": (
        'met_by = ["suit-filed"]',
        'fallback_from = ["refusal-notified"]',
        'deadlines "zz-suit" · reading',
        "both start and fallback",
    ),
    "no start": (
        'starts_from = ["refusal-notified"]\nmet_by = ["suit-filed"]',
        "",
        "reading · starts_from",
        "is missing.",
    ),
    "stage unknown": ('stage = "court"', 'stage = "moon"', 'deadlines "zz-suit" · stage', "which does not exist."),
    "track unknown": (
        'stage = "court"\nprocedure = "main"',
        'stage = "court"\nprocedure = "side"',
        'deadlines "zz-suit" · procedure',
        "which is no track.",
    ),
    "stage in and out": (
        'within = ["suit-filed"]',
        'left_by = ["refusal-notified"]',
        'stages "court" · left_by',
        "both enters and leaves",
    ),
    "stage nobody reaches": (
        'entered_by = ["registration"]\n',
        "",
        'stages "office" · entered_by',
        "nobody could reach",
    ),
    "journey of no stage": ('["office", "court"]', '["office", "sea"]', 'tracks "main" · stages', 'name "sea"'),
    "foreign id": (
        'id = "zz-suit"',
        'id = "tr-suit"',
        'deadlines "tr-suit" · id',
        "does not begin with the pack's id.",
    ),
    "id twice": ('id = "zz-report"', 'id = "zz-objection"', 'deadlines "zz-objection" · id', "is used twice."),
    "source id twice": (
        "[[stages]]",
        SMALL[SMALL.index("[[sources]]") : SMALL.index("[[stages]]")] + "[[stages]]",
        'the id "law"',
        "is used twice.",
    ),
    "rolls over the unknown": (
        '["zz-suit"]',
        '["zz-boat"]',
        "calendar · rolls_over",
        'names "zz-boat", which does not exist.',
    ),
    "rolls over without rule": (
        'rollover = "next_working_day"',
        'rollover = "none"',
        "calendar · rolls_over",
        'although rollover is "none".',
    ),
    "recess of no day": ('"07-20"', '"20 July"', "calendar · court_recess_start", "is not a day of the year."),
    "checked before effect": (
        "2020-01-01",
        "2027-01-01",
        "effective_from",
        "after the day the facts were last checked.",
    ),
    "ended before it began": (
        "effective_from = 2020-01-01",
        "effective_from = 2020-01-01\neffective_until = 2019-12-31",
        "effective_until",
        "lies before effective_from.",
    ),
    "known from nowhere": (
        'start_event = "being sent"\n',
        "",
        'deadlines "zz-report" · start_event',
        "is missing.",
    ),
    "known and of unknown status": (
        'status = "expired"',
        'status = "unknown"',
        'deadlines "zz-objection" · status',
        "although known = true.",
    ),
    "sure of nothing": ('summary = "Decides."\n', "", 'stages "office" · summary', "is missing."),
    "no convention": ('"convention_1951"', '"convention_1952"', "· id", 'is "convention_1952".'),
    "who decides": (
        'decision_maker = "state"',
        'decision_maker = "king"',
        "country · decision_maker",
        'is "king".',
    ),
    "wrong schema": ("procedure/1", "procedure/9", " · schema", 'is "jiwar-procedure/9".'),
}


def test_what_nobody_verified_may_stay_unsaid() -> None:
    text = SMALL.replace(
        'summary = "Decides."\nsources = ["law"]\nconfidence = "high"', "sources = []\nconfidence = 'unknown'"
    )
    pack = read_pack(text.replace("effective_from = 2020-01-01\n", ""), "zz-test.toml")
    assert (pack.stages["office"].summary, pack.effective_from) == ("", None)


@pytest.mark.parametrize("case", MALFORMED)
def test_malformed(case: str) -> None:
    old, new, place, problem = MALFORMED[case]
    found = refused(old, new)
    assert any(place in where and problem in what for where, what, _ in found), found
    assert all(remedy.endswith((".", '"].')) for _, _, remedy in found)


def test_all_problems_are_collected() -> None:
    text = (
        SMALL.replace("value = 14\n", "")
        .replace('status = "expired"', 'status = "gone"')
        .replace("[rights]", "[tea]\n[rights]")
    )
    with pytest.raises(PackError) as error:
        read_pack(text, "zz-test.toml")
    assert len(error.value.problems) == 3
    assert str(error.value).splitlines()[0] == (
        'zz-test.toml, deadlines "zz-objection" · status: is "gone". '
        "Use one of: in_force, transitional, dated, expired, unknown."
    )
