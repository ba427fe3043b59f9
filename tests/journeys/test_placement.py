"""Ahmed is placed on a telephone, one press an answer; later he has a certificate, and a stranger checks its code."""

from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import expect

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.groups.models import Group
from jiwar.lines.learning import actions, opening
from jiwar.lines.learning.certificates import actions as certificates
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.models import CertificatePaper, Learner, LearnerLevel, Placing
from jiwar.lines.learning.placement import actions as placement
from jiwar.lines.learning.rights import TEACHER
from tests.cast import Cast, Player, join
from tests.journeys.browsing import Visitor

PHONE = {"width": 360, "height": 740}
DRAWN_WITHIN = 60_000
NAME, ARABIC = "Ahmed Idris", "أحمد إدريس"


@pytest.fixture
def teacher(group: Group) -> Player:
    return join(group, "teacher", TEACHER)


@pytest.fixture
def ahmed(cast: Cast) -> Learner:
    names = (NameGiven(NAME), NameGiven(ARABIC))
    person = people.register(cast.caseworker.viewer, who=Who(names=names, nationalities=("SD",)))
    case = cases.open_case(cast.caseworker.viewer, person=person, asks="He cannot read the letter.")
    cases.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    return actions.add_learner(cast.caseworker.viewer, person=person, scripts=["arabic"])


@pytest.mark.parametrize("script", [True, False], ids=["script", "without-script"])
def test_ahmed_is_placed(
    visit: Callable[..., Visitor], cast: Cast, teacher: Player, ahmed: Learner, script: bool
) -> None:
    placement.ask_placement(cast.caseworker.viewer, learner=ahmed, teacher=teacher.member, language="tr")
    phone = visit("ar", viewport=PHONE, java_script_enabled=script).signed_in_as(teacher.client)
    phone.opens("/")
    phone.page.locator("main").get_by_role("link", name=ahmed.written_number).first.click()
    for answer in ("Yes", "Partly, or with help", "No", "No"):
        assert phone.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        phone.presses(answer)
    phone.follows("Stop here: it is saved up to the last answer")
    phone.follows("Go on")
    while "/end/" not in phone.page.url:
        phone.presses("No")
    expect(phone.page.locator("h1")).to_contain_text("A1")
    phone.presses("Set the level")
    phone.reads("The level is set.", "body")
    assert LearnerLevel.objects.get().level == "a1"
    assert Placing.objects.get().ended_at is not None


def test_a_stranger_checks_his_certificate(
    visit: Callable[..., Visitor], cast: Cast, teacher: Player, ahmed: Learner
) -> None:
    opening.to_teachers(cast.caseworker.viewer, ahmed.subject, [teacher.member], ahmed.id)
    desk = visit("en").signed_in_as(teacher.client)
    desk.context.set_default_timeout(DRAWN_WITHIN)
    desk.goes_to("learning:learner", learner=ahmed.id)
    desk.follows("Give a certificate")
    desk.picks("Language", "tr")
    desk.picks("Level", "a1")
    assert desk._field("Name in Latin letters").input_value() == NAME
    assert desk._field("Name in Arabic letters").input_value() == ARABIC
    desk.page.get_by_label(desk.word("The learner has seen the names and agrees that the certificate is given")).check()
    desk.presses("Give a certificate")
    desk.reads("The certificate is made. Save it and give it to the learner.", "body")
    paper = CertificatePaper.objects.get()
    drawn = b"".join(certificates.read_paper(teacher.viewer, paper=paper))
    said = " ".join(pypdfium2.PdfDocument(drawn)[0].get_textpage().get_text_bounded().split())
    assert NAME in said

    stranger = visit("ar", viewport=PHONE)
    stranger.goes_to("learning:check-code")
    stranger.fills("The code on the certificate", codes.shown(paper.code).lower())
    stranger.presses("Check")
    expect(stranger.page.locator("h1")).to_have_text(stranger.word("This certificate is valid"))
    expect(stranger.page.locator("main")).to_contain_text(codes.compared(paper.code))
    for hidden in (NAME, "Ahmed", ARABIC, ahmed.written_number, teacher.viewer.group.name):
        assert hidden not in stranger.page.content()
    certificates.withdraw(teacher.viewer, paper=paper, why="A mistake.", today=clock.today())
    stranger.page.reload()
    expect(stranger.page.locator("h1")).to_have_text(stranger.word("This certificate was withdrawn"))
