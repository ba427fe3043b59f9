"""Choosing among forty procedures stays calm: one's own country and UNHCR first, the others behind one fold."""

import re
from datetime import date

import pytest
from django.urls import reverse

from jiwar.casework.cases.models import Case
from jiwar.foundation.groups.models import Group
from jiwar.foundation.languages.countries import alphabetical
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, headings, words
from jiwar.lines.legal.models import Deadline, Procedure
from tests.cast import Cast, Player
from tests.lines.legal.telling import happened, on


def page(player: Player, address: str) -> str:
    answer = player.client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def opening(player: Player, case: Case, pack: str = "") -> str:
    address = reverse("legal:open", kwargs={"case": case.id})
    return page(player, f"{address}?pack={pack}" if pack else address)


def tabs(text: str) -> list[str]:
    nav = text.partition('<nav class="tabs"')[2].partition("</nav>")[0]
    return re.findall(r"[?]pack=(\w+)", nav)


def test_ones_own_country_and_unhcr_come_first(legal_adviser: Player, case: Case) -> None:
    text = opening(legal_adviser, case)
    assert tabs(text) == ["tr", "unhcr"]
    assert text.count("<option") == len(procedures.procedures()) - 2


def test_a_group_elsewhere_has_its_own_country_first(cast: Cast, legal_adviser: Player, case: Case) -> None:
    Group.objects.filter(id=cast.caseworker.member.group_id).update(country="UG", default_procedure="unhcr")
    assert tabs(opening(legal_adviser, case)) == ["unhcr", "ug"]


def test_another_country_is_chosen_from_one_list(legal_adviser: Player, case: Case) -> None:
    text = opening(legal_adviser, case, "kw")
    assert tabs(text) == ["tr", "unhcr", "kw"]
    assert "No period of this procedure could be verified." in text
    address = reverse("legal:open", kwargs={"case": case.id})
    made = legal_adviser.client.post(f"{address}?pack=kw", {"tracks": ["removal"]})
    assert made.status_code == 302
    assert Procedure.objects.get(case=case).pack == "kw"


def test_an_unknown_procedure_is_not_there(legal_adviser: Player, case: Case) -> None:
    address = reverse("legal:open", kwargs={"case": case.id})
    assert legal_adviser.client.get(f"{address}?pack=xx").status_code == 404


def test_what_we_know_lists_every_country_by_its_name(cast: Cast) -> None:
    text = page(cast.caseworker, reverse("legal:packs"))
    near, _, others = text.partition('id="others"')
    assert re.findall(r"/legal/packs/(\w+)/", near) == ["tr", "unhcr"]
    names = re.findall(r"<a href=\"[^\"]+\"><b>([^<]+)</b>", others)
    assert names == sorted(names, key=alphabetical)
    assert len(names) == len(procedures.procedures()) - 2
    assert {"Algeria", "Uganda", "Yemen"} <= set(names)
    said = re.sub(r"<[^>]+>", "", others)
    assert "3 of 4 periods verified" in said
    assert "no period verified" in said


def test_it_is_listed_in_the_readers_language(cast: Cast) -> None:
    account = cast.caseworker.member.account
    account.language = "ar"
    account.save(update_fields=["language"])
    text = page(cast.caseworker, reverse("legal:packs"))
    assert "الجزائر" in text
    assert "المفوضية" in text


@pytest.mark.parametrize("pack", procedures.procedures())
def test_every_pack_can_be_read_and_has_words_for_what_it_tells(cast: Cast, pack: str) -> None:
    text = page(cast.caseworker, reverse("legal:pack", kwargs={"pack": pack}))
    kept = procedures.load(pack)
    assert {right.id for right in kept.rights} <= set(headings.RIGHTS)
    assert {each.id for each in kept.country.conventions} <= set(headings.CONVENTIONS)
    assert kept.country.decision_maker in words.DECIDES
    assert ">unknown<" not in text
    for warning in kept.country.warnings:
        assert warning.replace("'", "&#39;").replace('"', "&#34;") in text


def test_two_procedures_run_side_by_side_and_do_not_touch(legal_adviser: Player, case: Case) -> None:
    state = actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["regular"])
    removal = actions.open_procedure(legal_adviser.viewer, case=case, pack="tr", tracks=["removal"])
    unhcr = actions.open_procedure(legal_adviser.viewer, case=case, pack="unhcr", tracks=["unhcr"])
    happened(legal_adviser, state, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    happened(legal_adviser, removal, EventKind.DEPORTATION_DECISION_NOTIFIED, on(date(2026, 3, 2)))
    happened(legal_adviser, unhcr, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 3)))
    running = {
        found.id: {row.details["rule"] for row in Deadline.objects.filter(procedure=found, kind="limit", status="open")}
        for found in (state, removal, unhcr)
    }
    assert running[removal.id] == {"tr-deportation-suit"}
    assert running[unhcr.id] >= {"unhcr-appeal"}
    assert running[state.id].isdisjoint(running[removal.id] | running[unhcr.id])
    happened(legal_adviser, unhcr, EventKind.APPEAL_FILED, on(date(2026, 3, 4)))
    assert {row.status for row in Deadline.objects.filter(procedure=state, kind="limit")} == {"open"}
    text = page(legal_adviser, reverse("cases:case", kwargs={"case": case.id}))
    assert text.count("International protection, Türkiye</") >= 3
    for found in (state, removal, unhcr):
        assert reverse("legal:procedure", kwargs={"procedure": found.id}) in text


def test_a_removal_nobody_recorded_a_remedy_against_is_said_in_red(legal_adviser: Player, case: Case) -> None:
    procedure = actions.open_procedure(legal_adviser.viewer, case=case, pack="kw", tracks=["removal"])
    happened(legal_adviser, procedure, EventKind.DEPORTATION_DECISION_NOTIFIED, on(date(2026, 3, 2)))
    text = page(legal_adviser, reverse("legal:procedure", kwargs={"procedure": procedure.id}))
    assert "no time limit against it is recorded here" in _red(text)
    assert "No deadline runs now" not in text
    of_case = page(legal_adviser, reverse("cases:case", kwargs={"case": case.id}))
    assert "no time limit against it is recorded here" in _red(of_case)


def _red(text: str) -> str:
    return text.partition('class="notice now"')[2].partition("</div>\n</div>")[0]
