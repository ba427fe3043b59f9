"""How files are called, room by room, and what the list of emergencies costs."""

from datetime import timedelta
from itertools import chain
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.foundation.access import file_names
from jiwar.foundation.access.file_names import FileName
from jiwar.foundation.access.models import (
    Lending,
)
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast
from tests.foundation.access.telling import case_of


class TestNames:
    def test_each_room_names_the_files_of_its_kind(self, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
        kinds = Subject.Kind
        people, cases = ([Subject.objects.create(kind=kind) for _ in range(2)] for kind in (kinds.PERSON, kinds.CASE))
        asked_: list[tuple[str, list[UUID]]] = []

        def room(letter: str, *unknown: Subject) -> Any:
            def numbers(ids: list[UUID]) -> dict[UUID, FileName]:
                asked_.append((letter, ids))
                return {id_: FileName(f"{letter}-{ids.index(id_)}", "/there/") for id_ in ids if id_ != unknown[0].id}

            return numbers

        monkeypatch.setattr(file_names, "_rooms", {})
        monkeypatch.setattr(file_names, "_letters", {})
        file_names.register(kinds.PERSON, room("P", people[1]), letter="P", numbered={7: people[0].id}.get)
        file_names.register(kinds.CASE, room("C", cases[1]), letter="C", numbered={7: cases[0].id}.get)
        assert file_names.of([people[0]]) == {people[0].id: FileName("P-0", "/there/")}
        assert asked_ == [("P", [people[0].id])], "the other room is not asked"
        found = file_names.of([*people, *cases])
        assert {id_: (name.number, name.href) for id_, name in found.items()} == {
            people[0].id: ("P-0", "/there/"),
            people[1].id: (f"Person {people[1].id.hex[:8]}", ""),
            cases[0].id: ("C-0", "/there/"),
            cases[1].id: (f"Case file {cases[1].id.hex[:8]}", ""),
        }
        said = {"P-7": people[0], "p 0007": people[0], " C٧ ": cases[0], "C--7": cases[0]}
        assert {text: file_names.subject_of(text) for text in said} == {text: row.id for text, row in said.items()}
        for text in ("7", "X-7", "P-8", "P-0000000007", "P-7 or so", "PP-7", ""):
            assert file_names.subject_of(text) is None


class TestEmergencies:
    def emergency(self, cast: Cast, reviewed: bool) -> Lending:
        now = timezone.now()
        row = Lending.objects.create(
            subject=case_of(),
            compartment="audit",
            kind=Lending.Kind.EMERGENCY,
            member=cast.off_caseworker.member,
            given_by=cast.off_caseworker.member,
            parts=["general", "of a line that is gone"],
            purpose="called at night",
            review="",
            begun_at=now - timedelta(hours=2),
            until=now - timedelta(hours=1),
        )
        if reviewed:
            row.reviewed_at, row.reviewed_by = now, cast.guardian.member
            row.save()
        return row

    def test_more_of_them_cost_no_more_questions(self, cast: Cast) -> None:
        def cost() -> int:
            with keys.session(), CaptureQueriesContext(connection) as asked_:
                shown = [*chain(*lendings.emergencies(cast.guardian.viewer))]
                assert {each.row.purpose for each in shown} == {"called at night"}
                assert {tuple(map(str, each.parts)) for each in shown} == {("general file", "of a line that is gone")}
            return len(asked_)

        for reviewed in (True, False):
            self.emergency(cast, reviewed)
        few = cost()
        for reviewed in (True, False) * 3:
            self.emergency(cast, reviewed)
        assert cost() == few
