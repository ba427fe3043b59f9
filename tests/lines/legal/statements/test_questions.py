"""What does not fit yet: found by the days alone, asked in words that blame nobody, seen by the lawyer only."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.policy import Refused
from jiwar.knowledge.calendars import Interval, Span
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.models import ChronologyEntry, Procedure, StatementQuestion, StatementSession
from jiwar.lines.legal.statements import actions, fitting, queries, wording
from jiwar.lines.legal.statements.fitting import Happened, Told
from tests.cast import Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.statements.conftest import NARROW, WIDE, told
from tests.lines.legal.telling import happened, on


def kinds(player: Player, case: Case) -> list[str]:
    return [each.found.kind if each.found else "asked" for each in queries.questions(player.viewer, case).open]


def span(first: date, last: date | None = None) -> Span:
    return Span(Interval(first, last or first))


DAY = date(2023, 5, 5)


class TestFound:
    def test_a_day_that_cannot_be_read_is_asked_for(self, legal_adviser: Player, case: Case) -> None:
        told(legal_adviser, case, WIDE, "when the rains began")
        assert kinds(legal_adviser, case) == ["undated"]

    def test_an_order_that_cannot_hold(self, legal_adviser: Player, case: Case) -> None:
        wedding = told(legal_adviser, case, "The wedding.", "5 May 2020")
        told(legal_adviser, case, "The shop.", "two months after the wedding", other=wedding, earliest=DAY, latest=DAY)
        assert kinds(legal_adviser, case) == ["order"]

    def test_after_the_session_in_which_it_was_told(
        self, legal_adviser: Player, case: Case, session: StatementSession
    ) -> None:
        told(legal_adviser, case, WIDE, "2027", session=session)
        assert kinds(legal_adviser, case) == ["after-session"]

    @pytest.mark.parametrize(
        ("said", "more", "expected"),
        [
            ("10 January 2026", {"step": "entry"}, ["step"]),
            ("20 January 2026", {"step": "entry"}, []),
            ("2 February 2026", {"stage": "way"}, ["stage"]),
            ("2 January 2026", {"stage": "here"}, ["stage"]),
            ("January 2026", {"stage": "here"}, []),
            ("after January 2025", {"stage": "home"}, []),
        ],
    )
    def test_against_what_the_procedure_records(
        self,
        legal_adviser: Player,
        case: Case,
        procedure: Procedure,
        said: str,
        more: dict[str, str],
        expected: list[str],
    ) -> None:
        happened(legal_adviser, procedure, EventKind.ENTRY, on(date(2026, 1, 20)))
        told(legal_adviser, case, WIDE, said, **more)
        assert kinds(legal_adviser, case) == expected

    def test_one_day_at_two_places(self) -> None:
        first, second, third = uuid4(), uuid4(), uuid4()
        here = [
            Told(first, span(DAY), span(DAY), place="Zalingei"),
            Told(second, span(DAY), span(DAY), place="Nyala", narrow=True),
            Told(third, span(DAY), span(DAY), place=" zalingei "),
        ]
        found = fitting.unfitting(here, [])
        assert [(each.entries, each.narrow) for each in found] == [((first, second), True), ((second, third), True)]

    def test_open_ends_are_never_held_against_anybody(self) -> None:
        before = Span(Interval(DAY - timedelta(days=400), DAY), open_start=True)
        after = Span(Interval(DAY, DAY + timedelta(days=400)), open_end=True)
        arrived = [Happened(EventKind.ENTRY, Interval(DAY - timedelta(days=500), DAY - timedelta(days=500)))]
        assert fitting.unfitting([Told(uuid4(), before, before, stage="here")], arrived) == []
        later = [Happened(EventKind.ENTRY, Interval(DAY + timedelta(days=500), DAY + timedelta(days=500)))]
        assert fitting.unfitting([Told(uuid4(), after, after, step="entry")], later) == []

    def test_the_words_blame_nobody(self, legal_adviser: Player, case: Case, procedure: Procedure) -> None:
        happened(legal_adviser, procedure, EventKind.ENTRY, on(date(2026, 1, 20)))
        told(legal_adviser, case, WIDE, "10 January 2026", step="entry")
        told(legal_adviser, case, WIDE, "when the rains began")
        page = legal_adviser.client.get(reverse("legal:statement-questions", args=[case.id])).content.decode()
        assert "do not fit together yet" in page
        for word in ("credib", "lie ", "lying", "contradict", "score", "inconsisten"):
            assert word not in page.lower()


class TestClosed:
    def test_with_words_and_only_as_long_as_the_days_are_the_same(self, legal_adviser: Player, case: Case) -> None:
        row = told(legal_adviser, case, WIDE, "when the rains began")
        [asked] = queries.questions(legal_adviser.viewer, case).open
        actions.answer_question(legal_adviser.viewer, case=case, code=asked.code, answer="He will ask his wife.")
        found = queries.questions(legal_adviser.viewer, case)
        assert (found.open, [each.answer for each in found.answered]) == ([], ["He will ask his wife."])
        assert found.answered[0].text == wording.question(asked)
        with pytest.raises(NotPossible):
            actions.answer_question(legal_adviser.viewer, case=case, code=asked.code, answer="Again.")
        event = actions.Event(WIDE, "2027", session=None, earliest=date(2027, 1, 1), latest=date(2027, 2, 1))
        actions.change_event(legal_adviser.viewer, entry=row, event=event, seen_version=1)
        assert kinds(legal_adviser, case) == []

    def test_one_that_was_written_down(self, legal_adviser: Player, case: Case) -> None:
        row = told(legal_adviser, case, WIDE, "2019")
        actions.ask_question(legal_adviser.viewer, case=case, text="Who saw it?", entries=[row])
        [asked] = queries.questions(legal_adviser.viewer, case).open
        assert (asked.entries, asked.found) == ([row], None)
        answer = legal_adviser.client.post(
            reverse("legal:statement-answer", args=[case.id, asked.code]), {"answer": "His uncle."}
        )
        assert answer.status_code == 302
        assert StatementQuestion.objects.get().answer == "His uncle."


class TestSeen:
    def test_by_the_lawyer_only(
        self, legal_adviser: Player, visitor: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        assert kinds(legal_adviser, case) == ["undated"]
        with pytest.raises(Refused):
            queries.questions(visitor.viewer, case)
        assert visitor.client.get(reverse("legal:statement-questions", args=[case.id])).status_code == 403
        page = visitor.client.get(reverse("legal:statements", args=[case.id])).content.decode()
        assert "still to be asked" not in page.lower()

    def test_about_a_narrow_event_they_are_narrow(
        self, legal_adviser: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        row = actions.ask_question(legal_adviser.viewer, case=case, text=NARROW, entries=[events[1]])
        [undated] = [each for each in queries.questions(legal_adviser.viewer, case).open if each.found]
        kept = actions.answer_question(legal_adviser.viewer, case=case, code=undated.code, answer="June.")
        assert {row.compartment, kept.compartment} == {"restricted"}

    def test_a_session_of_today_fits(self, legal_adviser: Player, case: Case, session: StatementSession) -> None:
        told(legal_adviser, case, WIDE, f"{TODAY.day}/{TODAY.month}/{TODAY.year}")
        assert kinds(legal_adviser, case) == []
