"""Whom a new or changed record may already be, looked for outside the request.

Of someone whose file is hidden the registrar must not learn, the data guardian must: the look is the same for every
record and happens in the background, so that neither the page nor its time tells anything. Of everybody else the pair
goes into the queue.
"""

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from jiwar.casework.people import contributions, search
from jiwar.casework.people.actions.matching import queue_pairs
from jiwar.casework.people.likeness import Facts, facts_of
from jiwar.casework.people.models import Person
from jiwar.casework.people.name_index import Candidates, Numbers
from jiwar.casework.people.queries.likely import Likely, weighed
from jiwar.foundation.access import words
from jiwar.foundation.access.models import Word
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys


def look_later(person: Person) -> None:
    """Queues the look; it is kept or lost with the transaction. Rooms above hear that there is a name to look at."""
    look.enqueue(str(person.group_id), str(person.id))
    for watch in contributions.watchers():
        watch(person)


@task()
def look(group_id: str, person_id: str) -> None:
    """Tells the data guardians of hidden files the person may have, and queues other records. Twice is once."""
    with acting_for(Group.objects.get(id=group_id)), keys.session(), transaction.atomic():
        person = Person.objects.select_related("subject").filter(id=person_id).first()
        if person is None:
            return
        facts = facts_of([person])[person.id]
        for twin in _alike(person, facts, search.hidden_who_may_be_named(facts.names), hidden=True):
            tell(person, twin.person)
        known = _alike(person, facts, search.anybody_who_may_be_named(facts.names), hidden=False)
        if person.subject.hidden:
            for twin in known:
                tell(twin.person, person)
        else:
            queue_pairs(person, [(twin.person, round(twin.likeness.score * 100)) for twin in known])


def _alike(person: Person, facts: Facts, named: Candidates, *, hidden: bool) -> list[Likely]:
    """Those worth a question, among the hidden files or among all others."""
    among = Person.objects.filter(subject__hidden=hidden).exclude(id=person.id).select_related("subject")
    rows = [*_numbered(among, named.numbers), *_with_numbers(among, facts)]
    return [each for each in weighed(facts, rows, named) if each.asks]


def _numbered(among: QuerySet[Person], numbers: Numbers) -> QuerySet[Person]:
    return among.filter(number__in=numbers.tolist())


def _with_numbers(among: QuerySet[Person], facts: Facts) -> QuerySet[Person]:
    phones = [id_ for number in facts.phones for id_ in search.ids_with_phone(number)]
    papers = [id_ for _, number in facts.identifiers for id_ in search.ids_with_identifier(number)]
    return among.filter(id__in=[*phones, *papers])


def tell(person: Person, hidden: Person) -> None:
    """The data guardians alone, once, and by number: a word of the house holds no name."""
    about = {"person": person.written_number, "hidden": hidden.written_number}
    if about not in Word.objects.filter(kind=words.DUPLICATE_OF_HIDDEN).values_list("about", flat=True):
        words.tell_guardians(words.DUPLICATE_OF_HIDDEN, about)
