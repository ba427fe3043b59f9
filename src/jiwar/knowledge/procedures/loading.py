"""Packs from TOML, strictly: what does not fit is refused, with every fault named. See `pack` for what it means."""

import tomllib
from typing import TypeVar

from jiwar.knowledge.calendars import Direction, Unit
from jiwar.knowledge.procedures.checking import check_pack
from jiwar.knowledge.procedures.errors import PackError
from jiwar.knowledge.procedures.fields import Faults, Table
from jiwar.knowledge.procedures.pack import (
    Authority,
    CalendarRules,
    Compute,
    Confidence,
    Contact,
    Convention,
    ConventionStatus,
    Country,
    DayType,
    DecisionMaker,
    Kind,
    Law,
    LegalAid,
    Pack,
    Party,
    Reading,
    RecordStatus,
    Right,
    Rollover,
    Rule,
    Source,
    Stage,
    Track,
    Unknown,
    Withdrawal,
)
from jiwar.knowledge.procedures.vocabulary import EventKind

_Entry = TypeVar("_Entry", Source, Stage)

SCHEMA = "jiwar-procedure/1"
SUSPENSIVE = ("yes", "no", "unknown", "not_applicable")
AUTHORITY = (
    *("name_en", "name_local", "appeal_body", "appeal_body_local", "court", "court_local"),
    *("detention_court", "members", "unhcr_role"),
)
CONVENTIONS = ("convention_1951", "protocol_1967", "oau_1969")
REMARKS = (
    *("counting_rule", "counting_note", "counting_scope", "counting_confidence", "rollover_scope", "rolls_over_note"),
    *(
        "weekend_note",
        "weekend_confidence",
        "local_calendar",
        "unhcr_working_days",
        "court_recess",
        "court_recess_extension",
        "court_recess_confidence",
    ),
    *("court_recess_applies_to_lfip", "court_recess_advice", "public_holidays_dataset"),
)
CALENDAR_SOURCES = ("weekend_sources", "counting_source", "court_recess_sources", "court_recess_extension_source")


def read_pack(text: str, file: str) -> Pack:
    """One pack. Raises `PackError` with all that is wrong with it."""
    faults = Faults(file)
    pack = _pack(parsed(text, faults))
    check_pack(pack, faults)
    if faults.found:
        raise PackError(tuple(faults.found))
    return pack


def parsed(text: str, faults: Faults) -> Table:
    """The whole file as a table. Raises `PackError` where it is not TOML."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.add("the file", f"is not TOML: {error}.", "Repair the syntax there.")
        raise PackError(tuple(faults.found)) from None
    return Table(values, "", faults)


def _pack(top: Table) -> Pack:
    top.one_of("schema", (SCHEMA,))
    pack = Pack(
        id=top.text("id"),
        name=top.text("name"),
        version=top.text("version"),
        reviewed_on=top.day("reviewed_on"),
        effective_from=top.day_or_none("effective_from"),
        effective_until=top.day_or_none("effective_until"),
        effective_note=top.text("effective_note"),
        reading_by=top.text("reading_by"),
        anytime=top.choices("anytime", EventKind, required=True),
        country=_country(top.table("country")),
        calendar=_calendar(top.table("calendar")),
        tracks=tuple(_track(table) for table in top.tables("tracks")),
        laws=tuple(_law(table) for table in top.tables("laws")),
        sources=_by_id(top, [read_source(table) for table in top.tables("sources")]),
        stages=_by_id(top, [_stage(table) for table in top.tables("stages")]),
        rules=tuple(_rule(table) for table in top.tables("deadlines")),
        withdrawal=tuple(_withdrawal(table) for table in top.tables("withdrawal")),
        rights=_rights(top.table("rights")),
        legal_aid=_legal_aid(top.table("legal_aid")),
        contacts=tuple(_contact(table) for table in top.tables("contacts")),
        unknowns=tuple(_unknown(table) for table in top.tables("unknowns")),
    )
    top.place = "the file"
    top.done()
    return pack


def _by_id(top: Table, entries: list[_Entry]) -> dict[str, _Entry]:
    for entry in entries:
        if sum(other.id == entry.id for other in entries) > 1:
            top.faults.add(f'the id "{entry.id}"', "is used twice.", "Give each entry its own id.")
    return {entry.id: entry for entry in entries}


def _country(table: Table) -> Country:
    country = Country(
        iso2=table.text("iso2", ""),
        iso3=table.text("iso3", ""),
        name_en=table.text("name_en"),
        name_local=table.texts("name_local"),
        region=table.text("region"),
        decision_maker=table.choice("decision_maker", DecisionMaker),
        summary=table.text("summary"),
        warnings=table.texts("warnings"),
        conventions=tuple(_convention(each) for each in table.tables("conventions")),
        authority=_authority(table.table("authority")),
    )
    table.done()
    return country


def _convention(table: Table) -> Convention:
    convention = Convention(
        id=table.one_of("id", CONVENTIONS),
        status=table.choice("status", ConventionStatus),
        date=table.text("date", ""),
        note=table.text("note", ""),
        reservations=table.flag_or_none("reservations"),
        geographic_limitation=table.flag_or_none("geographic_limitation"),
        geographic_limitation_note=table.text("geographic_limitation_note", ""),
        sources=table.texts("sources"),
        confidence=table.choice("confidence", Confidence),
    )
    table.done()
    return convention


def _authority(table: Table) -> Authority:
    facts = {key: table.text(key) for key in AUTHORITY if table.has(key)}
    authority = Authority(facts, table.texts("sources"), table.choice("confidence", Confidence))
    table.done()
    return authority


def _calendar(table: Table) -> CalendarRules:
    rules = CalendarRules(
        weekend=table.texts("weekend"),
        rollover=table.choice("rollover", Rollover),
        rolls_over=frozenset(table.texts("rolls_over", required=True)),
        recess=_recess(table),
        remarks={key: table.text(key) for key in REMARKS if table.has(key)},
        sources=tuple(source for key in CALENDAR_SOURCES for source in table.texts(key)),
    )
    table.done()
    return rules


def _recess(table: Table) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if not table.has("court_recess_start") and not table.has("court_recess_end"):
        return None
    ends: list[tuple[int, int]] = []
    for key in ("court_recess_start", "court_recess_end"):
        month, _, day = table.text(key).partition("-")
        if month.isdigit() and day.isdigit() and 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            ends.append((int(month), int(day)))
        else:
            table.fault(key, "is not a day of the year.", 'Write month and day as "07-20".')
    return (ends[0], ends[1]) if len(ends) == 2 else None


def _track(table: Table) -> Track:
    track = Track(table.text("id"), table.text("label"), table.texts("stages", required=True), table.text("note", ""))
    table.done()
    return track


def _law(table: Table) -> Law:
    law = Law(
        id=table.text("id"),
        name_en=table.text("name_en"),
        name_local=table.text("name_local", ""),
        number=table.text("number", ""),
        date=table.text("date", ""),
        gazette=table.text("gazette", ""),
        articles_read=table.text("articles_read", ""),
        status=table.text("status", ""),
        note=table.text("note", ""),
        sources=table.texts("sources", required=True),
        confidence=table.choice("confidence", Confidence),
    )
    table.done()
    return law


def read_source(table: Table) -> Source:
    source = Source(
        id=table.text("id"),
        title=table.text("title"),
        publisher=table.text("publisher"),
        url=table.text("url"),
        date=table.text("date"),
        kind=table.text("kind"),
        language=table.text("language"),
        read=table.text("read"),
        note=table.text("note", ""),
    )
    table.done()
    return source


def _stage(table: Table) -> Stage:
    stage = Stage(
        id=table.text("id"),
        order=table.number("order", required=True) or 0,
        name=table.text("name"),
        label=table.text("label"),
        track=table.text("procedure"),
        actor=table.text("actor", ""),
        summary=table.text("summary", ""),
        documents=table.texts("documents"),
        legal_basis=table.text("legal_basis", ""),
        sources=table.texts("sources", required=True),
        confidence=table.choice("confidence", Confidence),
        entered_by=table.choices("entered_by", EventKind),
        within=table.choices("within", EventKind),
        left_by=table.choices("left_by", EventKind),
    )
    table.done()
    return stage


def _rule(table: Table) -> Rule:
    rule = Rule(
        id=table.text("id"),
        stage=table.text("stage"),
        track=table.text("procedure"),
        party=table.choice("party", Party),
        kind=table.choice("kind", Kind),
        direction=table.choice("direction", Direction, Direction.AFTER),
        repeats=table.flag("repeats", False),
        no_limit=table.flag("no_limit", False),
        action=table.text("action"),
        known=table.flag("known"),
        value=table.number("value"),
        unit=table.choice("unit", Unit) if table.has("unit") else None,
        day_type=table.choice("day_type", DayType),
        day_type_basis=table.text("day_type_basis", ""),
        is_minimum=table.flag("is_minimum", False),
        start_event=table.text("start_event", ""),
        to_whom=table.text("to_whom", ""),
        suspensive_effect=table.one_of("suspensive_effect", SUSPENSIVE),
        legal_basis=table.text("legal_basis", ""),
        sources=table.texts("sources"),
        conflicting_sources=table.texts("conflicting_sources"),
        conflict=table.text("conflict", ""),
        confidence=table.choice("confidence", Confidence),
        status=table.choice("status", RecordStatus),
        compute=table.choice("compute", Compute),
        applicability=table.text("applicability", ""),
        extension=table.text("extension", ""),
        consequence=table.text("consequence", ""),
        note=table.text("note", ""),
        second_read=table.text("second_read", ""),
        reading=_reading(table.table("reading")),
    )
    table.done()
    return rule


def _reading(table: Table) -> Reading:
    reading = Reading(
        starts_from=table.choices("starts_from", EventKind, required=True),
        fallback_from=table.choices("fallback_from", EventKind),
        met_by=table.choices("met_by", EventKind),
        closed_by=table.choices("closed_by", EventKind),
        latest_only=table.flag("latest_only", False),
        note=table.text("note", ""),
    )
    table.done()
    return reading


def _withdrawal(table: Table) -> Withdrawal:
    withdrawal = Withdrawal(
        id=table.text("id"),
        rule=table.text("rule"),
        sources=table.texts("sources"),
        confidence=table.choice("confidence", Confidence),
        legal_basis=table.text("legal_basis", ""),
        note=table.text("note", ""),
    )
    table.done()
    return withdrawal


def _rights(table: Table) -> tuple[Right, ...]:
    rights: list[Right] = []
    for name in table.values:
        entry = table.table(name)
        confidence = entry.choice("confidence", Confidence)
        basis = entry.text("legal_basis", "")
        rights.append(Right(name, entry.text("value", ""), basis, entry.texts("sources"), confidence))
        entry.done()
    return tuple(rights)


def _legal_aid(table: Table) -> LegalAid:
    aid = LegalAid(
        available=table.text("available"),
        summary=table.text("summary", ""),
        sources=table.texts("sources"),
        confidence=table.choice("confidence", Confidence),
    )
    table.done()
    return aid


def _contact(table: Table) -> Contact:
    contact = Contact(
        type=table.text("type"),
        name=table.text("name"),
        detail=table.text("detail", ""),
        sources=table.texts("sources"),
        confidence=table.choice("confidence", Confidence),
    )
    table.done()
    return contact


def _unknown(table: Table) -> Unknown:
    unknown = Unknown(table.text("id"), table.text("question"), table.text("why"))
    table.done()
    return unknown
