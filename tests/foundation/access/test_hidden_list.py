"""The data guardian's list of hidden files names files of people, not what belongs to colleagues alone."""

from jiwar.foundation.access.queries import guardian
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast


def test_only_files_of_people_are_listed(cast: Cast) -> None:
    hidden = {kind: Subject.objects.create(kind=kind, hidden=True).id for kind in Subject.Kind}
    listed = {row_id for row_id, _name in guardian.hidden_files(cast.guardian.viewer)}
    assert listed == {hidden[kind] for kind in (Subject.Kind.PERSON, Subject.Kind.CASE, Subject.Kind.HOUSEHOLD)}
