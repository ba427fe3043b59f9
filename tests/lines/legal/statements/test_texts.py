"""Drafts: versions that stay, what differs, two writers at once, reading back, and the narrower circle."""

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.foundation.access.policy import Refused
from jiwar.lines.legal.models import ReadBack, Statement, StatementVersion
from jiwar.lines.legal.statements import actions, queries
from jiwar.lines.legal.statements.actions import Reading
from jiwar.lines.legal.statements.differences import differences
from jiwar.lines.legal.statements.paragraphs import Paragraph, begun, changed, circles, joined, narrowed
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.statements.conftest import NARROW, WIDE, latest

YES = Reading(read_on=TODAY, language="fvr", answer="yes", interpreter_name="Halima Abbakar")


def words(player: Player, row: Statement, number: int | None = None) -> list[str]:
    text = latest(player, row)
    version = text.version(number) if number else text.latest
    return [each.text for each in queries.paragraphs_of(player.viewer, row.case, version)]


def paragraphs(player: Player, row: Statement) -> list[Paragraph]:
    return queries.paragraphs_of(player.viewer, row.case, latest(player, row).latest)


def read(player: Player, row: Statement, reading: Reading = YES) -> ReadBack:
    version = latest(player, row).latest
    version.statement = row
    return actions.read_back(player.viewer, version=version, reading=reading)


class TestVersions:
    def test_filled_from_the_chronology_in_its_order(self, legal_adviser: Player, statement: Statement) -> None:
        assert words(legal_adviser, statement) == [
            f"after Ramadan 1444: {WIDE}",
            "two months after the market burnt: We left in a lorry.",
            f"when the rains began: {NARROW}",
        ]
        assert [each.narrow for each in paragraphs(legal_adviser, statement)] == [False, False, True]

    def test_each_stays_as_it_was(self, legal_adviser: Player, statement: Statement) -> None:
        mended = [
            replace(each, text=each.text.replace("lorry", "bus")) for each in paragraphs(legal_adviser, statement)
        ]
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=mended, seen=1)
        assert "lorry" in words(legal_adviser, statement, 1)[1]
        assert "bus" in words(legal_adviser, statement, 2)[1]
        told = TimelineEntry.objects.filter(kind="legal-statement-written")
        assert {(entry.facts["number"], entry.compartment) for entry in told} == {
            (1, "legal-privileged"),
            (2, "legal-privileged"),
        }

    def test_who_was_slower_is_told(self, legal_adviser: Player, statement: Statement) -> None:
        both = paragraphs(legal_adviser, statement)
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=both, seen=1)
        with pytest.raises(Stale):
            actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=both, seen=1)

    def test_on_the_page_two_writers_lose_nothing(self, legal_adviser: Player, statement: Statement) -> None:
        market, left, brother = paragraphs(legal_adviser, statement)
        theirs = [replace(market, text="The market burnt down."), left, brother, *begun([("They added this.", False)])]
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=theirs, seen=1)
        address = reverse("legal:statement-write", args=[statement.id])
        sent = {
            "seen_version": "1",
            f"text_{market.id}": market.text,
            f"text_{left.id}": "We left on foot.",
            f"text_{brother.id}": brother.text,
            f"narrow_{brother.id}": "on",
            "more": "And I added that.",
        }
        answer = legal_adviser.client.post(address, sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        for said in ("The market burnt down.", "We left on foot.", "They added this.", "And I added that."):
            assert said in page
        assert WIDE not in page
        assert StatementVersion.objects.count() == 2

    def test_written_on_the_page(self, legal_adviser: Player, statement: Statement) -> None:
        market, left, brother = paragraphs(legal_adviser, statement)
        sent = {
            "seen_version": "1",
            f"text_{market.id}": "First part.\n\nSecond part.",
            f"text_{left.id}": "",
            f"text_{brother.id}": brother.text,
            f"narrow_{brother.id}": "on",
            "more": "The end.",
        }
        answer = legal_adviser.client.post(reverse("legal:statement-write", args=[statement.id]), sent)
        assert answer.status_code == 302
        assert words(legal_adviser, statement) == ["First part.", "Second part.", brother.text, "The end."]


class TestCircle:
    def test_the_visitor_reads_the_rest_and_no_word_of_it(
        self, legal_adviser: Player, visitor: Player, statement: Statement
    ) -> None:
        assert len(words(visitor, statement)) == 2
        mended = [replace(each, text=f"{each.text} More.") for each in paragraphs(legal_adviser, statement)]
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=mended, seen=1)
        for name in ("statement", "statement-differences"):
            text = visitor.client.get(reverse(f"legal:{name}", args=[statement.id])).content.decode()
            assert NARROW not in text
            assert "brother" not in text
            assert "rains" not in text
            assert WIDE in text

    def test_they_write_read_back_and_print_nothing_whatever_is_in_it(
        self, cast: Cast, legal_adviser: Player, visitor: Player, case: Case
    ) -> None:
        row = actions.begin_statement(legal_adviser.viewer, case=case, title="Empty", language="en")
        for player in (visitor, cast.caseworker):
            with pytest.raises(Refused):
                actions.write_version(player.viewer, statement=row, paragraphs=[], seen=1)
            for name in ("statement-write", "statement-read-back", "statement-paper"):
                assert player.client.get(reverse(f"legal:{name}", args=[row.id])).status_code in {403, 404}

    def test_marked_sensitive_it_leaves_the_versions_before(
        self, legal_adviser: Player, visitor: Player, statement: Statement
    ) -> None:
        market, left, brother = paragraphs(legal_adviser, statement)
        now = [*changed(market, f"{market.text}\n\nHe named the man.", narrow=False), left, brother]
        now[1] = replace(now[1], narrow=True)
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=now, seen=1)
        assert not any(WIDE in text for text in words(visitor, statement, 1))
        assert any(WIDE in text for text in words(visitor, statement, 2))
        assert not any("named" in text for text in words(visitor, statement, 2))
        assert words(legal_adviser, statement, 1)[0] == market.text


class TestReadBack:
    def test_confirmed_it_is_not_confirmed_again(self, legal_adviser: Player, statement: Statement) -> None:
        page = reverse("legal:statement", args=[statement.id])
        assert "not read back to the person yet" in legal_adviser.client.get(page).content.decode()
        read(legal_adviser, statement)
        assert "has confirmed this version" in legal_adviser.client.get(page).content.decode()
        with pytest.raises(NotPossible, match="confirmed"):
            read(legal_adviser, statement)
        mended = paragraphs(legal_adviser, statement)
        actions.write_version(legal_adviser.viewer, statement=statement, paragraphs=mended, seen=1)
        assert "not read back to the person yet" in legal_adviser.client.get(page).content.decode()
        text = latest(legal_adviser, statement)
        assert (text.confirmed, text.is_confirmed(text.version(1))) == (False, True)

    def test_corrections_need_their_words(self, legal_adviser: Player, statement: Statement) -> None:
        with pytest.raises(NotPossible, match="corrected"):
            read(legal_adviser, statement, replace(YES, answer="corrections"))
        row = read(legal_adviser, statement, replace(YES, answer="corrections", corrections="It was a bus."))
        assert (row.corrections, latest(legal_adviser, statement).confirmed) == ("It was a bus.", False)

    def test_sent_by_the_page(self, legal_adviser: Player, statement: Statement) -> None:
        sent = {"read_on": "2026-03-06", "language": "fvr", "interpreter_name": "Halima", "answer": "yes"}
        answer = legal_adviser.client.post(reverse("legal:statement-read-back", args=[statement.id]), sent)
        assert answer.status_code == 302
        assert latest(legal_adviser, statement).confirmed


def test_differences_by_words() -> None:
    before = begun([("We left in a lorry at night.", False), ("Nobody saw us.", False)])
    after = [*changed(before[0], "We left in a bus at night.", narrow=False), *begun([("It was cold.", False)])]
    found = differences(before, after)
    assert [each.how for each in found] == ["changed", "removed", "added"]
    assert [(piece.how, piece.text.strip()) for piece in found[0].pieces] == [
        ("same", "We left in a"), ("removed", "lorry"), ("added", "bus"), ("same", "at night."),
    ]  # fmt: skip


def test_differences_in_arabic_keep_the_order_of_the_words() -> None:
    before = begun([("خرجنا في شاحنة ليلًا.", False)])
    after = [replace(before[0], text="خرجنا في حافلة ليلًا.")]
    [found] = differences(before, after)
    assert "".join(piece.text for piece in found.pieces if piece.how != "removed") == "خرجنا في حافلة ليلًا."


TEXT = st.lists(
    st.tuples(st.text(alphabet="ab ج\n", min_size=1, max_size=12).filter(str.strip), st.booleans()), max_size=7
)


@given(TEXT)
def test_two_circles_give_the_text_back(texts: list[tuple[str, bool]]) -> None:
    whole = begun(texts)
    wide, narrow = circles(whole)
    assert joined(wide, narrow) == whole
    assert [each.text for each in joined(wide)] == [each.text for each in whole if not each.narrow]
    roots = frozenset(each.root for each in whole[:2])
    assert [each.text for each in narrowed(whole, roots)] == [each.text for each in whole]


@given(TEXT, TEXT)
def test_differences_hold_all_of_both(first: list[tuple[str, bool]], second: list[tuple[str, bool]]) -> None:
    before = begun(first)
    kept = [replace(each, text=text) for each, (text, _narrow) in zip(before, second, strict=False)]
    after = [*kept[1:], *begun(second)]
    found = differences(before, after)

    def said(without: str) -> list[str]:
        texts = ("".join(piece.text for piece in each.pieces if piece.how != without) for each in found)
        return ["".join(text.split()) for text in texts if text.strip()]

    assert said("removed") == ["".join(each.text.split()) for each in after]
    assert sorted(said("added")) == sorted("".join(each.text.split()) for each in before)
