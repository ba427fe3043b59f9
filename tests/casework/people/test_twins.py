"""A new record of someone whose file is hidden: only the data guardian learns of it."""

from django_tasks_db.models import DBTaskResult

from jiwar.casework.people import twins
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Word
from jiwar.foundation.jobs import queue
from tests.casework.people.telling import register
from tests.cast import Cast


def hide(person: Person) -> None:
    person.subject.hidden = True
    person.subject.save()


def look(person: Person) -> list[tuple[object, dict[str, str]]]:
    twins.look.call(str(person.group_id), str(person.id))
    return list(Word.objects.filter(kind="duplicate-of-hidden").values_list("member", "about"))


def test_the_guardian_is_told_once(cast: Cast) -> None:
    hidden = register(cast.caseworker, "Hawa Musa Idris")
    hide(hidden)
    new = register(cast.reception, "idris HAWA musa")
    told = [(cast.guardian.member.id, {"person": "P-0002", "hidden": "P-0001"})]
    assert look(new) == told
    assert look(new) == told


def test_words_in_common_alone_are_no_twin(cast: Cast) -> None:
    hide(register(cast.caseworker, "Hawa Musa Idris"))
    assert look(register(cast.reception, "Hawa Musa Omar")) == []


def test_nobody_is_told_of_a_twin_everyone_may_see(cast: Cast) -> None:
    register(cast.caseworker, "Hawa Musa Idris")
    assert look(register(cast.reception, "Hawa Musa Idris")) == []


def test_the_same_telephone_is_a_twin(cast: Cast) -> None:
    hide(register(cast.caseworker, "Hawa Musa Idris", phone="+905321234567"))
    assert len(look(register(cast.reception, "Umm Ali", phone="+905321234567"))) == 1


def test_every_registration_leaves_the_same_work_behind(cast: Cast) -> None:
    hide(register(cast.caseworker, "Hawa Musa Idris"))
    register(cast.reception, "Hawa Musa Idris")
    assert DBTaskResult.objects.count() == 2
    assert queue.run_next("tests")
    assert queue.run_next("tests")
    assert [row.status for row in DBTaskResult.objects.all()] == ["SUCCESSFUL", "SUCCESSFUL"]
    assert Word.objects.count() == 1


def test_the_guardians_desk_names_both_by_number(cast: Cast) -> None:
    hide(register(cast.caseworker, "Hawa Musa Idris"))
    look(register(cast.reception, "Hawa Musa Idris"))
    page = cast.guardian.client.get("/guardian/").content.decode()
    assert "The new file P-0002 may be the same person as the hidden file P-0001." in page
    assert "Hawa" not in page
