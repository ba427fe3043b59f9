"""Cases of a person who has two records stand together, on the person's page and on the case's."""

from jiwar.casework.cases import actions as cases
from jiwar.casework.people import actions as people
from jiwar.foundation.access.actions import hiding
from tests.casework.people.telling import register
from tests.cast import Cast


def test_cases_of_linked_records_stand_together_and_part_again(cast: Cast) -> None:
    one, other = register(cast.caseworker, "Hawa Musa"), register(cast.caseworker, "حواء موسى")
    case = cases.open_case(cast.reception.viewer, person=other, asks="a room")
    client, page = cast.reception.client, f"/people/{one.id}/"
    assert case.written_number not in client.get(page).content.decode()
    people.decide_pair(cast.caseworker.viewer, one=one, other=other, state="same")
    shown = client.get(page).content.decode()
    assert case.written_number in shown
    assert "Of all records of this person." in shown
    assert "P-0001" in client.get(f"/cases/{case.id}/").content.decode()
    hiding.hide(cast.guardian.viewer, subject=other.subject)
    shown = client.get(page).content.decode()
    assert case.written_number not in shown
    assert "Of all records" not in shown
