"""Sources in paragraphs, found in any language, old ones said so; cited into a case; arguments and how they ended."""

from datetime import date
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.state import StateApps
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.letters.catalogue import letter_kind
from jiwar.lines.legal.letters.forms import LetterForm
from jiwar.lines.legal.models import Argument, Citation, CountrySource, Procedure
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER
from jiwar.lines.legal.shelf import actions, queries
from jiwar.lines.legal.shelf.actions import Described
from jiwar.lines.legal.shelf.index import KeepWords
from tests.cast import Cast, Player, join

TEXTS = {
    "ar": "١. مُنِعَ اللاجئون من العَودة إلى قُراهم.\n\n٢. أُحرِقت الأسواق في المدينة.",
    "fr": "12. Les réfugiés n’ont pas accès à la cour.\n\n13. L’œuvre de la cour reste fermée.",
    "tr": "2.3.1 İlçedeki ışıklar söndü.\n\n2.3.2 Köylüler geri dönemiyor.",
    "fa": "کتاب‌ها سوخته است و مردم می‌ترسند.",
    "en": "Houses were burned in the market town.\n\nReturn to the villages is barred.",
}


def put(adviser: Player, language: str = "en", published: date = date(2026, 1, 5), text: str = "") -> CountrySource:
    described = Described(f"Invented {language}", "Invented office", ("SD",), published, language)
    return actions.add_source(adviser.viewer, described=described, text=text or TEXTS[language])


def numbers(adviser: Player, typed: str) -> list[tuple[str, str]]:
    return [(each.paragraph.source.language, each.paragraph.number) for each in queries.search(adviser.viewer, typed)]


class TestFinding:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("العودة", [("ar", "1")]),
            ("لاجئون", [("ar", "1")]),
            ("REFUGIES", [("fr", "12")]),
            ("oeuvre", [("fr", "13")]),
            ("ISIK", [("tr", "2.3.1")]),
            ("ilçe", [("tr", "2.3.1")]),
            ("كتابها", [("fa", "1")]),
            ("“market town”", [("en", "1")]),
            ('"town market"', []),
            ("burn market", [("en", "1")]),
            ("burned barred", []),
            ("", []),
        ],
    )
    def test_in_any_language(self, legal_adviser: Player, typed: str, found: list[tuple[str, str]]) -> None:
        for language in TEXTS:
            put(legal_adviser, language)
        assert numbers(legal_adviser, typed) == found

    def test_what_matched_is_marked(self, legal_adviser: Player) -> None:
        put(legal_adviser, "fr")
        (found,) = queries.search(legal_adviser.viewer, "refugies")
        assert [piece for piece, hit in found.pieces if hit] == ["réfugiés"]
        assert "".join(piece for piece, _hit in found.pieces) == found.paragraph.text

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(typed=st.text(max_size=60) | st.text(alphabet="\"'*():^+-~&|!<>{}\\ anorNEAR\x00", max_size=40))
    def test_nothing_typed_fails(self, legal_adviser: Player, typed: str) -> None:
        queries.search(legal_adviser.viewer, typed)

    def test_another_group_finds_nothing(self, legal_adviser: Player, other_group: Group) -> None:
        row = put(legal_adviser)
        with acting_for(other_group):
            stranger = join(other_group, "other adviser", LEGAL_ADVISER)
            assert queries.search(stranger.viewer, "market") == []
            with pytest.raises(NotThere):
                queries.source(stranger.viewer, row.id)
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM legal_sourceparagraph WHERE words @@ 'market'::tsquery")
                    assert cursor.fetchone() == (0,)

    def test_what_is_set_aside_is_not_found_and_stays_readable(self, legal_adviser: Player) -> None:
        old, new = put(legal_adviser), put(legal_adviser, "fr")
        actions.set_source_aside(legal_adviser.viewer, source=old, why="A newer one.", newer=new)
        assert numbers(legal_adviser, "market") == []
        assert "A newer one." in legal_adviser.client.get(reverse("legal:source", args=[old.id])).content.decode()

    def test_old_from_the_age_of_the_group_on(self, legal_adviser: Player) -> None:
        put(legal_adviser, published=date(2025, 3, 5))
        assert [each.old for each in queries.search(legal_adviser.viewer, "market")] == [False]
        actions.set_age(legal_adviser.viewer, months=12)
        assert [each.old for each in queries.search(legal_adviser.viewer, "market")] == [True]
        page = legal_adviser.client.get(reverse("legal:shelf"), {"q": "market"}).content.decode()
        assert "older than 12 months: look for a newer one" in page
        assert "<mark>market</mark>" in page

    def test_its_words_are_kept_after_the_table_was_made_anew(self, legal_adviser: Player) -> None:
        put(legal_adviser)
        gone = ["legal_paragraph_words ON legal_sourceparagraph"]
        if connection.vendor == "sqlite":
            gone = ["legal_paragraphwords_new", "legal_paragraphwords_gone"]
        with connection.cursor() as cursor:
            for trigger in gone:
                cursor.execute(f"DROP TRIGGER {trigger}")
        connection.check_constraints()
        KeepWords(again=True).code(StateApps([], {}), connection.SchemaEditorClass(connection))
        put(legal_adviser, "fr")
        assert numbers(legal_adviser, "market") == [("en", "1")]
        assert numbers(legal_adviser, "refugies") == [("fr", "12")]

    def test_only_legal_roles(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            queries.search(cast.caseworker.viewer, "market")


class TestCiting:
    def test_it_stands_sealed_in_the_case(self, cast: Cast, legal_adviser: Player, case: Case) -> None:
        put(legal_adviser)
        (found,) = queries.search(legal_adviser.viewer, "market")
        actions.cite(legal_adviser.viewer, paragraph=found.paragraph, case=case, words="Houses were burned")
        (cited,) = queries.citations(legal_adviser.viewer, case)
        assert cited.line == "“Houses were burned” (Invented office, Invented en, 2026-01-05, § 1)"
        assert queries.citations(cast.caseworker.viewer, case) == []
        assert cited.line not in self.asked_for(cast.caseworker, case, "appeal-cover")
        assert cited.line in self.asked_for(legal_adviser, case, "appeal-cover")
        assert cited.line not in self.asked_for(legal_adviser, case, "attendance")
        actions.drop_citation(legal_adviser.viewer, citation=Citation.objects.get())
        assert queries.citations(legal_adviser.viewer, case) == []

    def asked_for(self, who: Player, case: Case, kind: str) -> str:
        return unescape(who.client.get(reverse("legal:letter", args=[case.id, kind])).content.decode())

    def test_a_letter_takes_it_up_once_and_stays_in_the_privileged_part(
        self, legal_adviser: Player, case: Case
    ) -> None:
        put(legal_adviser)
        (found,) = queries.search(legal_adviser.viewer, "market")
        actions.cite(legal_adviser.viewer, paragraph=found.paragraph, case=case)
        line = queries.citations(legal_adviser.viewer, case)[0].line
        parts = [("general", "General"), ("legal-privileged", "Privileged")]
        sent = {"token": uuid4().hex, "authority_name": "Office", "adviser": "1", "cited": [line]}

        def form(**given: str) -> LetterForm:
            kind = letter_kind("appeal-cover")
            assert kind is not None
            return LetterForm(
                {**sent, **given}, kind=kind, language="en", languages=["en"], lacks_paper=False, bases=[], offices=[],
                team=[("1", "Adviser")], compartments=parts, cited=[(line, line)],
            )  # fmt: skip

        assert list(form(compartment="general").errors) == ["compartment"]
        for written, kept in (("", line), ("Our own words.", f"Our own words.\n{line}"), (line, line)):
            filled = form(compartment="legal-privileged", relied_on=written)
            assert filled.is_valid(), filled.errors
            assert filled.answers()["relied_on"] == kept

    def test_only_what_stands_there_is_quoted(self, legal_adviser: Player, case: Case) -> None:
        put(legal_adviser)
        (found,) = queries.search(legal_adviser.viewer, "market")
        with pytest.raises(NotPossible, match="do not stand"):
            actions.cite(legal_adviser.viewer, paragraph=found.paragraph, case=case, words="Nothing was burned")


class TestArguments:
    def argument(self, adviser: Player) -> Argument:
        paragraphs = list(put(adviser).paragraphs.all())
        return actions.add_argument(
            adviser.viewer, title="Markets", claim="race", country="SD", text="As there.", paragraphs=paragraphs
        )

    def test_found_by_claim_and_country(self, legal_adviser: Player) -> None:
        row = self.argument(legal_adviser)
        assert list(queries.arguments(legal_adviser.viewer, claim="race", country="SD")) == [row]
        assert list(queries.arguments(legal_adviser.viewer, claim="religion")) == []
        assert len(queries.standing_on(row)) == 2
        page = reverse("legal:arguments")
        assert "Markets" in legal_adviser.client.get(page, {"claim": "race", "country": "SD"}).content.decode()
        assert "Markets" not in legal_adviser.client.get(page, {"claim": "religion"}).content.decode()

    @pytest.mark.parametrize("asked", ["\x00", "31/02/2026", "-1", '" OR 1=1 --', "٪" * 5000, "NEAR(", "a*b^c"])
    def test_whatever_is_asked_is_answered(self, legal_adviser: Player, asked: str) -> None:
        self.argument(legal_adviser)
        said = {"q": asked, "claim": asked, "country": asked, "language": asked, "worked": asked}
        for page in ("legal:shelf", "legal:arguments"):
            assert legal_adviser.client.get(reverse(page), said).status_code == 200

    def test_those_that_worked_are_told_from_three_files_on(
        self, legal_adviser: Player, case: Case, procedure: Procedure, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = self.argument(legal_adviser)
        actions.use_argument(legal_adviser.viewer, argument=row, case=case)
        given = GivenDate.of_civil(date(2026, 3, 2))
        recorded = Recorded(EventKind.RECOGNITION_NOTIFIED, given)
        legal.record_event(legal_adviser.viewer, procedure=procedure, recorded=recorded)

        def listed() -> str:
            asked = {"claim": "race", "country": "SD", "worked": "on"}
            return legal_adviser.client.get(reverse("legal:arguments"), asked).content.decode()

        assert "No argument yet." in listed()
        monkeypatch.setattr(queries, "FEWEST_TOLD", 1)
        page = listed()
        assert "Markets" in page
        assert "granted" in page

    def test_small_numbers_are_not_told_by_outcome(
        self, legal_adviser: Player, case: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        row = self.argument(legal_adviser)
        for _time in range(2):
            actions.use_argument(legal_adviser.viewer, argument=row, case=case)
        assert queries.usage(legal_adviser.viewer, row) == queries.Usage(1, None)
        monkeypatch.setattr(queries, "FEWEST_TOLD", 1)
        assert queries.usage(legal_adviser.viewer, row).outcomes == {queries.Ended.OPEN: 1}

    def test_what_the_viewer_may_not_open_is_not_counted(self, group: Group, legal_adviser: Player, case: Case) -> None:
        row = self.argument(legal_adviser)
        actions.use_argument(legal_adviser.viewer, argument=row, case=case)
        assert queries.usage(join(group, "second adviser", LEGAL_ADVISER).viewer, row).files == 0

    def test_recognition_ends_a_case(self, legal_adviser: Player, case: Case, procedure: Procedure) -> None:
        given = GivenDate.of_civil(date(2026, 3, 2))
        for kind, ended in (
            (EventKind.REFUSAL_NOTIFIED, {}),
            (EventKind.RECOGNITION_NOTIFIED, {case.id: queries.Ended.GRANTED}),
        ):
            legal.record_event(legal_adviser.viewer, procedure=procedure, recorded=Recorded(kind, given))
            assert queries.outcomes(legal_adviser.viewer, {case.id}) == ended
