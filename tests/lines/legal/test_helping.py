"""Who is helped, and how: the screen suggests, an adviser decides, a second one looks, and the person agrees."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service, TimelineEntry
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.instruments import Answer, Help, legal_help
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal.helping import actions, criteria, letters, queries
from jiwar.lines.legal.helping.actions import LETTER_LANGUAGES, Told
from jiwar.lines.legal.kinds_of_help import HELPS
from jiwar.lines.legal.line import LINE
from jiwar.lines.legal.models import Decision, Ground, Letter, Scope, Screen
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.lines.legal.conftest import TODAY

THOUGHT = "The second statement does not fit the stamp."
TOLD = Told("Face to face, he repeated it.", "fvr", "Halima Abbakar")


@pytest.fixture
def service(cast: Cast, case: Case) -> Service:
    row = cases.request_service(cast.caseworker.viewer, case=case, line="legal", kind="representation", asked="Appeal.")
    row.case = case
    return row


def screened(adviser: Player, service: Service, **other: Answer) -> Screen:
    given = {each.criterion.id: (Answer.YES, "") for each in criteria.asked()}
    given |= {code.replace("_", "-"): (answer, THOUGHT) for code, answer in other.items()}
    return actions.screen(adviser.viewer, service=service, answers=given)


def decided(adviser: Player, service: Service, outcome: Help = Help.REPRESENTATION, **more: object) -> Decision:
    said = {"reasons": THOUGHT, "told": TOLD, "seen": Decision.objects.filter(service=service).count(), **more}
    return actions.decide(adviser.viewer, service=service, outcome=outcome, **said)  # type: ignore[arg-type]


def now(service: Service) -> Service:
    return Service.objects.select_related("case__subject").get(id=service.id)


class TestScreen:
    def test_every_criterion_has_its_words_and_part(self) -> None:
        assert set(criteria.QUESTIONS) == {each.id for each in legal_help()}
        assert {each.part for each in legal_help()} == set(criteria.PARTS)
        assert set(HELPS) == set(Help)
        assert {kind.code for kind in LINE.services} == {each.value for each in Help} - {"refusal"}

    def test_it_suggests_and_keeps_each_reason(self, legal_adviser: Player, service: Service) -> None:
        row = screened(legal_adviser, service, prospects=Answer.NO)
        assert (row.suggested, row.answers["prospects"]) == ("advice", ["no", THOUGHT])

    def test_a_no_needs_its_reason(self, legal_adviser: Player, service: Service) -> None:
        with pytest.raises(NotPossible, match="reason"):
            actions.screen(legal_adviser.viewer, service=service, answers={"country": (Answer.NO, " ")})

    def test_answered_anew_the_earlier_stays(self, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service)
        screened(legal_adviser, service, country=Answer.NO)
        assert [row.suggested for row in Screen.objects.order_by("number")] == ["representation", "refusal"]

    def test_what_was_suggested_stays_whatever_is_asked_today(
        self, cast: Cast, legal_adviser: Player, service: Service
    ) -> None:
        screened(legal_adviser, service, capacity=Answer.NO)
        decided(legal_adviser, service, Help.ADVICE, override="She wishes only that.")
        actions.choose_criteria(cast.administrator.viewer, chosen={"capacity": (False, "")})
        [shown] = queries.page(legal_adviser.viewer, now(service)).screens
        assert (shown.row.asked_for, shown.row.suggested) == ("representation", "document-preparation")
        assert shown.because.help == shown.row.suggested
        assert [limit.criterion for limit in shown.because.limits] == ["capacity"]
        text = legal_adviser.client.get(reverse("legal:help", args=[service.id])).content.decode()
        suggested = text.partition("Suggested:")[2].partition("</p>")[0]
        assert "Preparing documents" in suggested

    def test_a_criterion_asked_later_limits_nothing_before(
        self, cast: Cast, legal_adviser: Player, service: Service
    ) -> None:
        actions.choose_criteria(cast.administrator.viewer, chosen={"prospects": (False, "")})
        screened(legal_adviser, service)
        actions.choose_criteria(cast.administrator.viewer, chosen={"prospects": (True, "")})
        [shown] = queries.page(legal_adviser.viewer, now(service)).screens
        assert (shown.row.suggested, shown.because.limits) == ("representation", ())

    def test_what_was_asked_and_not_answered_is_kept_as_not_known(
        self, legal_adviser: Player, service: Service
    ) -> None:
        row = actions.screen(legal_adviser.viewer, service=service, answers={"wish": (Answer.YES, "")})
        assert row.answers["prospects"] == ["unknown", ""]
        assert set(row.answers) == {each.criterion.id for each in criteria.asked()}

    def test_the_team_does_not_read_it(self, cast: Cast, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service, prospects=Answer.NO)
        address = reverse("legal:help", args=[service.id])
        assert THOUGHT in legal_adviser.client.get(address).content.decode()
        assert THOUGHT not in cast.caseworker.client.get(address).content.decode()
        with pytest.raises(Refused):
            actions.screen(cast.caseworker.viewer, service=service, answers={})

    def test_the_group_chooses_what_it_asks(self, cast: Cast, legal_adviser: Player, service: Service) -> None:
        actions.choose_criteria(
            cast.administrator.viewer, chosen={"country": (False, ""), "matter": (True, "Detention too.")}
        )
        assert "country" not in {each.criterion.id for each in criteria.asked()}
        assert {each.note for each in criteria.asked()} == {"", "Detention too."}
        assert screened(legal_adviser, service, country=Answer.NO).suggested == "representation"
        with pytest.raises(Refused):
            actions.choose_criteria(legal_adviser.viewer, chosen={})


class TestDecision:
    def test_as_suggested_the_service_is_agreed(self, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service)
        row = decided(legal_adviser, service)
        assert (row.outcome, row.wants_second, now(service).state) == ("representation", False, "agreed")

    def test_other_help_than_asked_for_changes_the_service(self, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service, prospects=Answer.NO)
        decided(legal_adviser, service, Help.ADVICE)
        assert (now(service).kind, now(service).state) == ("advice", "agreed")

    def test_otherwise_than_suggested_needs_a_reason_and_a_second_look(
        self, group: Group, cast: Cast, legal_adviser: Player, case: Case, service: Service
    ) -> None:
        second = join(group, "second adviser", LEGAL_ADVISER)
        cases.assign(cast.coordinator.viewer, case=case, member=second.member, lead=False)
        screened(legal_adviser, service, prospects=Answer.NO)
        with pytest.raises(NotPossible, match="otherwise"):
            decided(legal_adviser, service)
        row = decided(legal_adviser, service, override="A witness came.")
        assert row.wants_second
        assert [word.member for word in Word.objects.filter(kind="legal-second-look")] == [second.member]
        with pytest.raises(Refused):
            actions.look_second(legal_adviser.viewer, decision=row, word="Fine.")
        day = second.client.get("/").content.decode()
        assert "a decision about legal help waits for your look" in day
        seen = actions.look_second(second.viewer, decision=row, word="I would do the same.")
        assert seen.second_by == second.member
        assert Ground.objects.get().second_word == "I would do the same."

    def test_without_a_screen_only_advice(self, legal_adviser: Player, service: Service) -> None:
        with pytest.raises(NotPossible, match="screen"):
            decided(legal_adviser, service)
        assert decided(legal_adviser, service, Help.ADVICE).outcome == "advice"

    @pytest.mark.parametrize("told", [Told("", "ar"), Told("By telephone.", "")])
    def test_how_they_were_told_is_kept(self, legal_adviser: Player, service: Service, told: Told) -> None:
        with pytest.raises(NotPossible, match="told"):
            decided(legal_adviser, service, Help.ADVICE, told=told)

    @pytest.mark.parametrize(("self_help", "referral"), [("", "The clinic."), ("A list.", "")])
    def test_a_refusal_leaves_a_way_on(
        self, legal_adviser: Player, service: Service, self_help: str, referral: str
    ) -> None:
        screened(legal_adviser, service, country=Answer.NO)
        with pytest.raises(NotPossible, match="refusal needs both"):
            decided(legal_adviser, service, Help.REFUSAL, told=Told("Aloud.", "ar", "", self_help, referral))

    def test_a_refusal_ends_the_service(self, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service, country=Answer.NO)
        decided(legal_adviser, service, Help.REFUSAL, told=Told("Aloud.", "ar", "", "A list.", "The clinic."))
        assert (now(service).state, now(service).outcome) == ("refused", "The clinic.")
        with pytest.raises(NotPossible, match="ended"):
            screened(legal_adviser, now(service))

    def test_nobody_refuses_in_passing(self, cast: Cast, service: Service) -> None:
        with pytest.raises(NotPossible, match="An adviser decides a refusal"):
            cases.progress_service(
                cast.caseworker.viewer, service=service, state="refused", outcome="No time.", seen_version=1
            )
        assert now(service).state == "requested"

    def test_two_who_decide_at_once(self, legal_adviser: Player, service: Service) -> None:
        decided(legal_adviser, service, Help.ADVICE)
        with pytest.raises(NotPossible, match="meanwhile"):
            decided(legal_adviser, now(service), Help.ADVICE, seen=0)

    def test_decided_anew_the_earlier_stays_readable(self, legal_adviser: Player, service: Service) -> None:
        decided(legal_adviser, service, Help.ADVICE)
        screened(legal_adviser, now(service))
        decided(legal_adviser, now(service), Help.ADVICE, reasons="Still.")
        view = queries.page(legal_adviser.viewer, now(service))
        assert [each.row.number for each in view.decisions] == [2, 1]
        kinds = TimelineEntry.objects.filter(row=service.id).values_list("kind", "compartment")
        assert ("legal-help-decided", "general") in kinds
        assert ("legal-help-screened", "legal-privileged") in kinds

    def test_the_team_sees_what_was_decided_not_why(self, cast: Cast, legal_adviser: Player, service: Service) -> None:
        decided(legal_adviser, service, Help.ADVICE)
        text = cast.caseworker.client.get(reverse("legal:help", args=[service.id])).content.decode()
        assert "Legal advice" in text
        assert "Face to face, he repeated it." in text
        assert THOUGHT not in text

    def test_a_stranger_finds_nothing(self, cast: Cast, legal_adviser: Player, service: Service) -> None:
        for player in (cast.off_caseworker, cast.stranger):
            with pytest.raises(NotThere):
                queries.service(player.viewer, service.id)


@pytest.fixture
def scope(legal_adviser: Player, service: Service) -> Scope:
    screened(legal_adviser, service)
    decided(legal_adviser, service)
    return actions.write_scope(
        legal_adviser.viewer, service=now(service), language="ar", does="نكتب الاعتراض.", does_not="لا نعمل في المحكمة."
    )


class TestScope:
    def test_before_a_decision_there_is_none(self, legal_adviser: Player, service: Service) -> None:
        with pytest.raises(NotPossible, match="Decide first"):
            actions.write_scope(legal_adviser.viewer, service=service, language="en", does="All.", does_not="None.")

    def test_until_it_is_agreed_the_case_page_says_so(
        self, cast: Cast, legal_adviser: Player, case: Case, scope: Scope
    ) -> None:
        address = reverse("cases:case", args=[case.id])
        assert "scope not agreed yet" in cast.caseworker.client.get(address).content.decode()
        actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="aloud")
        text = cast.caseworker.client.get(address).content.decode()
        assert "scope not agreed yet" not in text
        assert "scope agreed" in text

    def test_on_paper_needs_the_paper(self, legal_adviser: Player, case: Case, scope: Scope) -> None:
        with pytest.raises(NotPossible, match="signed paper"):
            actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="paper")
        paper = cases.add_document(
            legal_adviser.viewer, case=case, chunks=[b"%PDF-1.4\n%%EOF\n"], name="s.pdf", title="Signed", kind="other"
        )
        row = actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="paper", document=paper)
        assert (row.agreed, row.document) == (True, paper)

    def test_in_a_language_of_no_letter_somebody_interprets(self, legal_adviser: Player, service: Service) -> None:
        screened(legal_adviser, service)
        decided(legal_adviser, service)
        row = actions.write_scope(
            legal_adviser.viewer, service=now(service), language="fvr", does="The appeal.", does_not="The court."
        )
        with pytest.raises(NotPossible, match="who interpreted"):
            actions.agree_scope(legal_adviser.viewer, scope=row, agreed_on=TODAY, how="aloud")
        actions.agree_scope(
            legal_adviser.viewer,
            scope=row,
            agreed_on=TODAY,
            how="aloud",
            interpreter="Halima Abbakar",
            interpreter_language="fvr",
        )
        text = legal_adviser.client.get(reverse("legal:scope-letter", args=[row.id])).content.decode()
        assert "Halima Abbakar" in text
        assert "Fur" in text

    def test_a_day_to_come_is_none(self, legal_adviser: Player, scope: Scope) -> None:
        with pytest.raises(NotPossible, match="still to come"):
            actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=date(2026, 4, 1), how="aloud")

    def test_it_ends_with_a_reason(self, legal_adviser: Player, scope: Scope) -> None:
        actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="aloud")
        row = actions.end_scope(legal_adviser.viewer, scope=scope, reason="He wished it.", ended_on=TODAY)
        assert not row.agreed
        with pytest.raises(NotPossible, match="ended already"):
            actions.end_scope(legal_adviser.viewer, scope=scope, reason="Again.", ended_on=TODAY)

    def test_a_draft_does_not_hide_what_is_agreed(self, legal_adviser: Player, scope: Scope) -> None:
        viewer, service = legal_adviser.viewer, scope.service
        actions.agree_scope(viewer, scope=scope, agreed_on=TODAY, how="aloud")
        draft = actions.write_scope(viewer, service=now(service), language="ar", does="أكثر.", does_not="لا شيء.")
        view, [line] = queries.page(viewer, now(service)), queries.of_case(viewer, scope.case)
        assert view.line.scope == line.scope == scope
        assert not view.line.needs_scope
        text = legal_adviser.client.get(reverse("legal:help", args=[service.id])).content.decode()
        assert reverse("legal:end-scope", args=[scope.id]) in text
        assert reverse("legal:agree-scope", args=[draft.id]) in text
        form = legal_adviser.client.get(reverse("legal:scope", args=[service.id])).content.decode()
        assert "أكثر." in form
        actions.end_scope(viewer, scope=scope, reason="He wished it.", ended_on=TODAY)
        assert queries.page(viewer, now(service)).line.scope == draft

    def test_agreed_for_advice_nobody_is_represented(self, legal_adviser: Player, scope: Scope) -> None:
        actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="aloud")
        scope.refresh_from_db()
        scope.kind = Help.ADVICE.value
        scope.save(update_fields=["kind"])
        assert queries.page(legal_adviser.viewer, now(scope.service)).line.needs_scope

    def test_a_replaced_letter_is_not_agreed(self, legal_adviser: Player, scope: Scope) -> None:
        viewer = legal_adviser.viewer
        actions.write_scope(viewer, service=now(scope.service), language="ar", does="أكثر.", does_not="لا شيء.")
        with pytest.raises(NotPossible, match="newer letter"):
            actions.agree_scope(viewer, scope=scope, agreed_on=TODAY, how="aloud")

    @pytest.mark.parametrize(
        ("day", "words"), [(date(2026, 3, 7), "still to come"), (date(2026, 3, 4), "agreed on a later day")]
    )
    def test_it_ends_between_the_agreement_and_today(
        self, legal_adviser: Player, scope: Scope, day: date, words: str
    ) -> None:
        actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=date(2026, 3, 5), how="aloud")
        with pytest.raises(NotPossible, match=words):
            actions.end_scope(legal_adviser.viewer, scope=scope, reason="He wished it.", ended_on=day)

    def test_what_was_never_agreed_does_not_end(self, legal_adviser: Player, scope: Scope) -> None:
        with pytest.raises(NotPossible, match="nothing to end"):
            actions.end_scope(legal_adviser.viewer, scope=scope, reason="He wished it.", ended_on=TODAY)

    @pytest.mark.parametrize("language", LETTER_LANGUAGES)
    def test_the_letter_says_the_same_in_every_language(
        self, legal_adviser: Player, scope: Scope, group: Group, case: Case, language: str
    ) -> None:
        scope.language = language
        agreed = actions.agree_scope(legal_adviser.viewer, scope=scope, agreed_on=TODAY, how="aloud")
        agreed.language = language
        draft = letters.draft(legal_adviser.viewer, agreed)
        assert draft is not None
        [column] = legal.drafted(legal_adviser.viewer, case=case, draft=draft).columns
        assert (column.language, column.direction) == (language, "rtl" if language == "ar" else "ltr")
        said = [line for lines in column.body for line in lines]
        assert sum(line.startswith("# ") for line in said) == 8
        assert any("نكتب الاعتراض." in line for line in said)
        assert group.name in column.opening
        assert said[-1].count("Legal Adviser") == 1

    def test_the_page_says_it_in_their_language_and_keeps_it_in_versions(
        self, legal_adviser: Player, scope: Scope
    ) -> None:
        here = reverse("legal:scope-letter", args=[scope.id])
        text = legal_adviser.client.get(here).content.decode()
        assert 'lang="ar" dir="rtl"' in text
        assert "نكتب الاعتراض." in text
        assert "بصمة" in text
        assert not Letter.objects.exists()
        for _time in range(2):
            sent = {"do": "keep", "token": str(uuid4())}
            assert legal_adviser.client.post(here, sent).status_code == 302
        first, second = Letter.objects.order_by("number")
        assert (first.thread, second.number, first.compartment) == (second.thread, 2, "general")
        assert "It was kept before" in legal_adviser.client.get(here).content.decode()

    def test_the_letters_of_the_case_lead_to_it(self, legal_adviser: Player, scope: Scope) -> None:
        page = reverse("legal:letters", args=[scope.case_id])
        assert reverse("legal:scope-letter", args=[scope.id]) in legal_adviser.client.get(page).content.decode()
        old = reverse("legal:letter", args=[scope.case_id, "scope"])
        assert legal_adviser.client.get(old).headers["Location"] == page
