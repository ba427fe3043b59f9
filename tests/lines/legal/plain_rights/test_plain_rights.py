"""'Know your rights': every statement with its source, what is not known said, in the language that was asked for."""

from dataclasses import replace

import pytest
from django.urls import reverse

from jiwar.foundation.languages.reader import Reader, reading_as
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import Pack, Rule
from jiwar.knowledge.procedures.pack import DayType, RecordStatus
from jiwar.lines.legal.models import Procedure
from jiwar.lines.legal.plain_rights import periods
from jiwar.lines.legal.plain_rights.drafts import LANGUAGES, draft, drafts_of, known_packs
from jiwar.lines.legal.plain_rights.telling import PlainPage, Statement, Told, plain_page
from tests.cast import Player


def rule(pack: str, rule_id: str) -> Rule:
    found = procedures.load(pack).rule(rule_id)
    assert found is not None
    return found


def told(pack: Pack, language: str, tracks: tuple[str, ...] = ()) -> PlainPage:
    with reading_as(Reader(language)):
        return plain_page(pack, tracks)


def statements(page: PlainPage) -> list[Statement]:
    steps = [step for way in page.ways for step in way.steps]
    of_steps = [each for step in steps for each in (step.about, *step.yours, *step.theirs, *step.dates)]
    return [*of_steps, *page.rights, *page.lost, page.aid, *page.contacts]


@pytest.mark.parametrize("pack", procedures.procedures())
def test_every_statement_of_every_pack_has_its_source_or_says_that_it_is_not_known(pack: str) -> None:
    page = told(procedures.load(pack), "en")
    for each in statements(page):
        if each.prose and not each.ask_now:
            assert each.sure, each
        assert all(source in page.sources for source in each.sources)
    shown = {period.title for way in page.ways for step in way.steps for period in (*step.yours, *step.theirs)}
    assert len(shown) <= len(procedures.load(pack).rules)
    assert [source.number for source in page.sources] == list(range(1, len(page.sources) + 1))


@pytest.mark.parametrize("pack", procedures.procedures())
def test_every_period_of_a_pack_is_told_once(pack: str) -> None:
    loaded = procedures.load(pack)
    page = told(loaded, "en")
    steps = [step for way in page.ways for step in way.steps]
    count = sum(len(step.yours) + len(step.theirs) + len(step.dates) for step in steps)
    placed = {stage for track in loaded.tracks for stage in track.stages}
    assert count >= sum(each.stage in placed for each in loaded.rules)


def test_a_limit_says_by_when_from_which_event_and_what_is_not_sure() -> None:
    found = rule("unhcr", "unhcr-appeal")
    with reading_as(Reader("en")):
        said = periods.sentences(found)
    assert said[0].startswith("At the latest 30 days after: ")
    assert "Whether weekends and holidays count is not verified: to be safe, count every day." in said
    assert said[-1] == "Whether the decision may be carried out meanwhile is not verified: ask a lawyer now."


def test_what_is_not_verified_says_so_and_what_to_do() -> None:
    found = rule("unhcr", "unhcr-reopen")
    with reading_as(Reader("en")):
        assert periods.sentences(found) == ["The time limit is not verified: ask a lawyer now."]
    with reading_as(Reader("ar")):
        assert periods.sentences(found) == ["المهلة غير مؤكدة: اسأل محاميًا الآن."]


def test_the_kind_of_day_and_the_state_of_a_rule_are_said() -> None:
    found = rule("unhcr", "unhcr-appeal")
    with reading_as(Reader("en")):
        assert "Only working days count." in periods.sentences(replace(found, day_type=DayType.WORKING))
        every = periods.sentences(replace(found, day_type=DayType.CALENDAR))
        assert "Every day counts, weekends and holidays too." in every
        expired = periods.sentences(replace(found, status=RecordStatus.EXPIRED))
        assert "This is a rule that is no longer in force." in expired
        no_limit = replace(found, no_limit=True, known=False, value=None, unit=None)
        assert periods.by_when(no_limit) == "The law sets no time limit for this."


def test_a_right_nobody_could_verify_is_not_left_out() -> None:
    page = told(procedures.load("tr"), "en")
    school = next(each for each in page.rights if each.title == "School and study")
    assert school.ask_now
    assert school.sentences == ("Nobody could verify it. Ask a lawyer now.",)


def test_only_the_tracks_of_a_procedure_are_told() -> None:
    page = told(procedures.load("tr"), "en", ("detention",))
    assert len(page.ways) == 1


@pytest.mark.parametrize("pack", known_packs())
def test_drafts_translate_what_the_pack_says_today(pack: str) -> None:
    loaded = procedures.load(pack)
    says = {f"rights.{each.id}": each.value for each in loaded.rights} | {"legal_aid": loaded.legal_aid.summary}
    assert {fact: each.of for fact, each in drafts_of(pack).items()} == {fact: says[fact] for fact in drafts_of(pack)}
    assert all(each.texts[language].strip() for each in drafts_of(pack).values() for language in LANGUAGES)


def test_a_changed_text_drops_its_draft_and_is_shown_in_english() -> None:
    loaded = procedures.load("tr")
    work = next(each for each in loaded.rights if each.id == "work")
    assert draft("tr", "rights.work", work.value, "ar")
    assert draft("tr", "rights.work", f"{work.value} Not after 2027.", "ar") == ""
    changed = tuple(replace(each, value=f"{each.value} Changed.") if each is work else each for each in loaded.rights)
    before = told(loaded, "ar").rights[0].prose[0]
    after = told(replace(loaded, rights=changed), "ar").rights[0].prose[0]
    assert (before.language, before.told) == ("ar", Told.DRAFT)
    assert (after.language, after.told) == ("en", Told.NOT_TRANSLATED)
    assert after.text.endswith("Changed.")


@pytest.mark.django_db
def test_the_page_of_a_pack_prints_in_three_languages(legal_adviser: Player) -> None:
    here = reverse("legal:rights", kwargs={"pack": "tr"})
    pack = legal_adviser.client.get(reverse("legal:pack", kwargs={"pack": "tr"})).content.decode()
    assert here in pack
    for language, title in (("en", "Know your rights"), ("ar", "اعرف حقوقك"), ("fr", "Connaissez vos droits")):
        answer = legal_adviser.client.get(f"{here}?language={language}")
        text = answer.content.decode()
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in text
        assert f"<h1>{title}</h1>" in text
        assert "data-prints" in text
    assert legal_adviser.client.get(f"{here}?language=xx").status_code == 404


@pytest.mark.django_db
def test_of_a_procedure_it_speaks_of_its_tracks_and_names_nobody(legal_adviser: Player, procedure: Procedure) -> None:
    here = reverse("legal:procedure_rights", kwargs={"procedure": procedure.id})
    page = legal_adviser.client.get(reverse("legal:procedure", kwargs={"procedure": procedure.id})).content.decode()
    assert here in page
    text = legal_adviser.client.get(f"{here}?language=en").content.decode()
    assert "Regular procedure" in text
    assert "Challenge the detention order" not in text
    assert "Ahmed" not in text
