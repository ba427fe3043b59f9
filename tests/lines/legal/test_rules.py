"""The nine rules of counting, as the desk keeps them."""

from datetime import date
from itertools import chain

import pytest
from django.urls import reverse

from jiwar.casework.cases.models import Case
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Compute, EventKind, Kind, Rule
from jiwar.lines.legal import actions, phrases, reasons, words
from jiwar.lines.legal.models import Deadline, PrintedDate, Procedure
from jiwar.lines.legal.shown import ShownDeadline
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.telling import happened, limits, on

REFUSED_ON = date(2026, 3, 2)


def the_rule(pack: str, **wanted: object) -> Rule:
    """A rule of the pack with these values: the tests follow the record, not its ids."""
    rules = procedures.load(pack).rules
    return next(rule for rule in rules if all(getattr(rule, name) == value for name, value in wanted.items()))


def opened(legal_adviser: Player, case: Case, rule: Rule, pack: str = "tr") -> Procedure:
    tracks = ["all"] if rule.track == "all" else [rule.track]
    procedure = actions.open_procedure(legal_adviser.viewer, case=case, pack=pack, tracks=tracks)
    for kind in sorted(rule.reading.starts_from)[:1]:
        happened(legal_adviser, procedure, kind, on(REFUSED_ON))
    return procedure


def row_of(procedure: Procedure, rule: Rule) -> Deadline:
    return next(row for row in Deadline.objects.filter(procedure=procedure) if row.details["rule"] == rule.id)


def test_rule_1_a_doubtful_date_is_headed_confirm_on_the_decision_letter(legal_adviser: Player, case: Case) -> None:
    rule = the_rule("tr", compute=Compute.WARN, kind=Kind.LIMIT)
    row = row_of(opened(legal_adviser, case, rule), rule)
    assert row.safe is not None
    assert "confirm on the decision letter" in [text for text, _tone in ShownDeadline(row, TODAY).tags]


def test_rule_8_an_unverified_limit_shows_words_and_no_date_and_comes_first(
    cast: Cast, legal_adviser: Player, case: Case
) -> None:
    rule = the_rule("tr", known=False, kind=Kind.LIMIT)
    procedure = opened(legal_adviser, case, rule)
    row = row_of(procedure, rule)
    card = ShownDeadline(row, TODAY)
    assert row.due is None
    assert row.safe is None or row.precaution
    assert card.tone == "now"
    assert "time limit not verified: ask a lawyer now" in [text for text, _tone in card.tags]
    address = reverse("legal:procedure", kwargs={"procedure": procedure.id})
    text = legal_adviser.client.get(address).content.decode()
    assert "Time limit not verified: ask a lawyer now" in text
    assert "Law’s last day" not in text.partition('class="card deadline')[2].partition("</article>")[0]
    board = cast.caseworker.client.get(reverse("legal:board")).content.decode()
    assert "time limit not verified" in board


def test_rule_4_we_work_at_least_a_day_before_the_last_day(legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(REFUSED_ON))
    dated = [row for row in limits(procedure).values() if row.due is not None]
    assert dated
    assert all(row.safe < row.due for row in dated if row.safe and row.due)


def test_rule_5_the_earlier_day_is_kept_until_a_legal_adviser_confirms_the_letter(
    cast: Cast, legal_adviser: Player, procedure: Procedure
) -> None:
    event = happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(REFUSED_ON))
    row = min(limits(procedure).values(), key=lambda each: each.safe or date.max)
    computed = row.due
    actions.record_printed_date(
        cast.caseworker.viewer,
        procedure=procedure,
        thread=event.thread,
        rule=row.details["rule"],
        day=date(2026, 3, 17),
    )
    row.refresh_from_db()
    assert row.due == computed
    tags = [text for text, _tone in ShownDeadline(row, TODAY).tags]
    assert "the letter says another day: a lawyer must confirm" in tags
    actions.confirm_printed_date(legal_adviser.viewer, row=PrintedDate.objects.get())
    row.refresh_from_db()
    assert row.due == date(2026, 3, 17)
    assert row.safe
    assert row.safe < row.due


def test_rule_5_an_earlier_letter_counts_at_once(legal_adviser: Player, procedure: Procedure) -> None:
    rule = next(iter(limits_after_refusal(legal_adviser, procedure)))
    event = procedure.events.get()
    actions.record_printed_date(
        legal_adviser.viewer, procedure=procedure, thread=event.thread, rule=rule, day=date(2026, 3, 9)
    )
    assert limits(procedure)[rule].due == date(2026, 3, 9)


def limits_after_refusal(legal_adviser: Player, procedure: Procedure) -> dict[str, Deadline]:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(REFUSED_ON))
    return limits(procedure)


def test_rule_5_a_misread_letter_is_read_again(legal_adviser: Player, procedure: Procedure) -> None:
    rule, row = next(iter(limits_after_refusal(legal_adviser, procedure).items()))
    event = procedure.events.get()
    for day in (date(2026, 3, 8), date(2026, 3, 9)):
        actions.record_printed_date(legal_adviser.viewer, procedure=procedure, thread=event.thread, rule=rule, day=day)
    assert limits(procedure)[rule].due == date(2026, 3, 9)
    running = PrintedDate.objects.get(replaced_at__isnull=True)
    actions.remove_printed_date(legal_adviser.viewer, row=running, reason="another letter")
    assert limits(procedure)[rule].due == row.due
    assert PrintedDate.objects.count() == 2


def test_rule_6_where_the_kind_of_decision_is_not_certain_the_shortest_remedy_is_the_precaution(
    legal_adviser: Player, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(REFUSED_ON), type_certain=False)
    nearest = min(limits(procedure).values(), key=lambda row: row.safe or date.max)
    assert nearest.precaution
    assert nearest.safe
    assert nearest.safe <= date(2026, 3, 9)
    assert "precaution, not law" in [text for text, _tone in ShownDeadline(nearest, TODAY).tags]


def test_rule_7_the_other_sides_time_is_watched_not_a_remedy(
    cast: Cast, legal_adviser: Player, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REGISTRATION, on(date(2026, 2, 2)))
    watched = Deadline.objects.get(procedure=procedure, kind=Deadline.Kind.AUTHORITY)
    client = cast.caseworker.client
    assert "C-" not in _table(client.get(reverse("legal:board")).content.decode())
    board = client.get(reverse("legal:board") + "?show=authority").content.decode()
    assert phrases.phrase(watched.details["action"]) in board
    assert "Ask what became of it" in board


def _table(text: str) -> str:
    return text.partition("<tbody>")[2]


def test_rule_9_an_event_after_the_last_check_asks_for_a_fresh_one(legal_adviser: Player, case: Case) -> None:
    checked = procedures.load("eg").reviewed_on
    procedure = actions.open_procedure(legal_adviser.viewer, case=case, pack="eg", tracks=_first_track("eg"))
    happened(legal_adviser, procedure, EventKind.REGISTRATION, on(date(checked.year + 1, 1, 5)))
    text = legal_adviser.client.get(reverse("legal:procedure", kwargs={"procedure": procedure.id})).content.decode()
    assert "lies after the day the facts were last checked" in text


def _first_track(pack: str) -> list[str]:
    return [procedures.load(pack).tracks[0].id]


@pytest.mark.parametrize("pack", procedures.procedures())
def test_every_short_phrase_of_the_packs_can_be_translated(pack: str) -> None:
    known = procedures.load(pack)
    assert known.name in phrases.NAMES
    assert {track.label for track in known.tracks} | {stage.label for stage in known.stages.values()} <= set(
        phrases.LABELS
    )
    assert {rule.action for rule in known.rules} <= set(phrases.ACTIONS)


def test_every_code_of_the_knowledge_has_words() -> None:
    told_beside = reasons.APART
    assert set(procedures.STEP_TEMPLATES) - told_beside <= set(reasons.STEPS)
    assert set(procedures.CAUTION_TEMPLATES) - {procedures.CautionCode.COUNTRY} <= set(reasons.CAUTIONS)
    assert set(words.EVENTS) == set(EventKind)


def test_the_sentences_name_what_the_knowledge_gives() -> None:
    steps = ((sentence, procedures.STEP_TEMPLATES[code]) for code, sentence in reasons.STEPS.items())
    cautions = ((sentence, procedures.CAUTION_TEMPLATES[code]) for code, sentence in reasons.CAUTIONS.items())
    for sentence, theirs in chain(steps, cautions):
        braces = {part.partition("}")[0] for part in theirs.split("{")[1:]}
        marks = {part.partition(")s")[0] for part in sentence.split("%(")[1:]}
        assert marks == braces, theirs
