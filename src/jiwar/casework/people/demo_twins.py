"""Some of the invented people came twice, to two desks and in two scripts: linked, told apart, and still waiting."""

from jiwar.casework.people import actions, parts
from jiwar.casework.people.actions.matching import queue_pairs
from jiwar.casework.people.likeness import of_two
from jiwar.casework.people.models import Pair, Person
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer

FEWEST = 40
"""A smaller group has nobody twice."""
WAITING = 3


def tell_twins(story: Story, told: list[Person]) -> None:
    """Remembers 'twins/linked' (the second record), 'twins/apart' and 'twins/waiting/<n>'."""
    desk = [viewer for viewer in map(story.as_, story.cast) if viewer.can(can.REGISTER_PEOPLE)]
    deciding = next((viewer for viewer in desk if viewer.can(can.MATCH_PEOPLE)), None)
    twice = [person for person in told if person.shown_other and person.birth][: WAITING + 2]
    if story.people < FEWEST or deciding is None or len(twice) < WAITING + 2:
        return
    linked, apart, *waiting = twice
    for name, person, state in (("linked", linked, Pair.State.SAME), ("apart", apart, Pair.State.DIFFERENT)):
        second = _again(desk[0], person)
        actions.decide_pair(deciding, one=person, other=second, state=state.value, score=_score(person, second))
        story.remember(f"twins/{name}", second)
    for position, person in enumerate(waiting, start=1):
        second = _again(desk[-1], person)
        queue_pairs(second, [(person, _score(person, second))])
        story.remember(f"twins/waiting/{position}", second)


def _again(viewer: Viewer, person: Person) -> Person:
    """As another desk heard it: the other script only, and nothing but name, sex and birth."""
    who = Who((NameGiven(person.shown_other),), person.sex, tuple(person.nationalities))
    return actions.register(viewer, who=who, birth=parts.birth(person), none_of_these=True)


def _score(one: Person, other: Person) -> int:
    return round(of_two(one, other).score * 100)
