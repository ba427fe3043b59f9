"""A new record may be of someone whose file is hidden. The registrar must not learn it; the data guardian must.

The look is the same for every registration and happens outside the request, so that neither the page nor its time
tells anything.
"""

from django.db import transaction
from django_tasks import task

from jiwar.casework.people import parts, search
from jiwar.casework.people.models import Person
from jiwar.casework.people.queries.finding import is_sure
from jiwar.foundation.access import words
from jiwar.foundation.access.models import Word
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys


def look_later(person: Person) -> None:
    """Queues the look; it is kept or lost with the transaction."""
    look.enqueue(str(person.group_id), str(person.id))


@task()
def look(group_id: str, person_id: str) -> None:
    """Tells the data guardians of each hidden file the person may already have. Twice is once."""
    with acting_for(Group.objects.get(id=group_id)), keys.session(), transaction.atomic():
        person = Person.objects.filter(id=person_id).first()
        if person is not None:
            for twin in hidden_twins(person):
                _tell(person, twin)


def hidden_twins(person: Person) -> list[Person]:
    among = Person.objects.filter(subject__hidden=True).exclude(id=person.id)
    found = search.alike(
        among,
        [name.text for name in parts.who(person).names],
        [phone.number for phone in parts.contact(person).phones],
        [given.number for given in parts.identifiers(person).given],
    )
    sure = [row for row, likeness in found.items() if is_sure(likeness)]
    return list(Person.objects.filter(id__in=sure).order_by("number"))


def _tell(person: Person, twin: Person) -> None:
    """By number: a word of the house holds no name."""
    about = {"person": person.written_number, "hidden": twin.written_number}
    if about not in Word.objects.filter(kind=words.DUPLICATE_OF_HIDDEN).values_list("about", flat=True):
        words.tell_guardians(words.DUPLICATE_OF_HIDDEN, about)
