"""What belongs to another file is not found under the address of one's own."""

from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from tests.routes.routes import every_route
from tests.routes.world import World


def test_rows_of_another_file_are_not_there_under_one_s_own(world: World) -> None:
    viewer = world.cast["off_caseworker"].viewer
    person = people.register(viewer, who=Who(names=(NameGiven("Somebody Else"),)))
    case = cases.open_case(viewer, person=person, asks="a room")
    cases.assign(viewer, case=case, member=viewer.member)
    own = {"case": case.id, "person_id": person.id}
    client, answered = world.client("off_caseworker"), []
    for route in every_route():
        # Two people may be compared whoever they are: the other one is not a part of the first. A kind is no row, and a
        # template is the group's.
        kept = [place for place in route.places if place not in (*own, "part", "other_id", "kind", "template")]
        if not kept or not set(own) & set(route.places):
            continue
        mixed = {place: own.get(place, value) for place, value in world.places(route).items()}
        for method in ("get", "post"):
            status = getattr(client, method)(reverse(route.name, kwargs=mixed)).status_code
            if status not in (403, 404, 405):
                answered.append(f"{method} {route.name}: {status}")
    assert answered == []
