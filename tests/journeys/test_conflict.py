"""A conflict found across scripts: said in Latin letters, registered in Arabic; decided, and then there is a wall."""

from collections.abc import Callable

import pytest

from jiwar.casework.cases import actions as cases
from jiwar.foundation.access import roles
from jiwar.foundation.groups.models import Group
from tests.casework.conflicts.conftest import MAN_IN_ARABIC, MAN_IN_LATIN, WOMAN
from tests.casework.people.telling import register
from tests.cast import Cast, join
from tests.journeys.browsing import Visitor


@pytest.mark.parametrize("language", ["en", "ar"])
def test_found_across_scripts_decided_and_walled(
    visit: Callable[..., Visitor], cast: Cast, group: Group, language: str
) -> None:
    his_worker = join(group, "his worker", roles.CASEWORKER)
    woman, man = register(cast.reception, WOMAN), register(cast.reception, MAN_IN_ARABIC)
    hers = cases.open_case(cast.reception.viewer, person=woman, asks="A door that locks.")
    his = cases.open_case(cast.reception.viewer, person=man, asks="To see his children.")
    cases.assign(cast.coordinator.viewer, case=hers, member=cast.caseworker.member)
    cases.assign(cast.coordinator.viewer, case=his, member=his_worker.member)

    worker = visit(language).signed_in_as(cast.caseworker.client)
    worker.goes_to("conflicts:of-case", case=hers.id)
    worker.reads("Nobody is written down.")
    worker.picks("Who are they to the person?", "former-partner")
    worker.fills("Their name", MAN_IN_LATIN)
    worker.presses("Write down")
    worker.reads_plain(MAN_IN_LATIN)
    worker.presses("Look now")
    worker.reads("possible: somebody must decide")
    assert MAN_IN_ARABIC not in worker.page.content()

    decider = visit(language).signed_in_as(cast.coordinator.client)
    decider.goes_to("conflicts:list")
    decider.reads_plain(MAN_IN_LATIN)
    decider.reads_plain(MAN_IN_ARABIC)
    decider.page.locator("main a[href^='/conflicts/match/']").click()
    decider.answers("Is it a conflict?", "a conflict: different colleagues for each side")
    decider.fills("Why?", "He said so at the desk.")
    decider.presses("Decide")
    decider.page.wait_for_url("**/conflicts/")
    decider.reads("Nothing waits for a decision.")

    answer = worker.page.goto(f"{worker.address}/people/{man.id}/")
    assert answer is not None
    assert answer.status == 404
    decider.goes_to("cases:team", case=his.id)
    decider.picks("Who?", str(cast.caseworker.member.id))
    decider.presses("Give the case")
    decider.reads("This colleague cannot be given this case. The data guardian knows why.")
