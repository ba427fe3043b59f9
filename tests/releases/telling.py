"""Run inside an installation of the release: somebody is registered, a case is worked on, and all that lies sealed is
written down beside what it says. Only what every release knows is used.

    python telling.py OUT
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import django

sys.path.insert(0, str(Path(__file__).parent))
# Beside this file, for the release knows no tests of today.
from words import LETTER, NAMES, NOTE  # type: ignore[import-not-found]

django.setup()

from django.apps import apps  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from jiwar.casework.cases import actions as cases  # noqa: E402
from jiwar.casework.people import actions as people  # noqa: E402
from jiwar.casework.people.parts import (  # noqa: E402
    Contact,
    IdentifierGiven,
    Identifiers,
    NameGiven,
    PhoneGiven,
    Who,
)
from jiwar.foundation.access import roles  # noqa: E402
from jiwar.foundation.access.models import Account, MemberRole, Membership  # noqa: E402
from jiwar.foundation.access.viewer import Viewer, viewer_for  # noqa: E402
from jiwar.foundation.audit import chain  # noqa: E402
from jiwar.foundation.groups.context import acting_for  # noqa: E402
from jiwar.foundation.groups.models import Group  # noqa: E402
from jiwar.foundation.vault import blind, files, keys  # noqa: E402
from jiwar.foundation.vault.fields import SealedJSON, SealedText  # noqa: E402
from jiwar.foundation.vault.models import CompartmentKey, SealedFile, SealedModel, SubjectKey  # noqa: E402


def worker() -> Viewer:
    """A caseworker whose role has its second person's word."""
    account = Account.objects.create_user("salma", "seven grey herons over water", name="Salma")
    member = Membership.objects.create(account=account)
    row = MemberRole.objects.create(member=member, role=roles.CASEWORKER.code)
    MemberRole.objects.filter(pk=row.pk).update(confirmed_at=row.given_at)
    return viewer_for(member)


@transaction.atomic
def work(viewer: Viewer) -> None:
    person = people.register(
        viewer,
        who=Who(names=tuple(NameGiven(text=name) for name in NAMES), nationalities=("SD",)),
        contact=Contact(phones=(PhoneGiven(number="+905321234567"),), code_word="teapot"),
        identifiers=Identifiers(given=(IdentifierGiven(kind="unhcr", number="185-77C00041"),)),
    )
    case = cases.open_case(viewer, person=person, asks="a room, and a lawyer")
    cases.assign(viewer, case=case, member=viewer.member)
    case.refresh_from_db()
    cases.write_note(viewer, case=case, text=NOTE, minutes=20)
    cases.record_need(viewer, case=case, sector="shelter", text="no room after Friday")
    cases.add_document(viewer, case=case, chunks=[LETTER], name="letter.pdf", title="The letter", kind="decision")


def values() -> list[dict[str, Any]]:
    """Every sealed value: where it stands, as it lies, and what it says."""
    found = []
    for model in apps.get_models():
        if not issubclass(model, SealedModel):
            continue
        for row in model._default_manager.all():
            for field in row._meta.concrete_fields:
                if isinstance(field, SealedText | SealedJSON):
                    lies = _as_it_lies(model._meta.db_table, str(field.column), row.pk)
                    if lies is not None:
                        found.append(
                            {
                                "model": model._meta.label,
                                "field": field.attname,
                                "row": str(row.pk),
                                "subject": str(row.subject_id),
                                "compartment": row.compartment,
                                "sealed": lies.hex(),
                                "says": getattr(row, field.attname),
                            }
                        )
    return found


def _as_it_lies(table: str, column: str, row: UUID) -> bytes | None:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE id = %s', [row.hex])  # noqa: S608 - a table of ours
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def lists() -> dict[str, Any]:
    """A sealed list with pieces of three sizes; nothing in a release that knew none."""
    try:
        from jiwar.foundation.vault import lists as sealed_lists
        from jiwar.foundation.vault.models import SealedPiece
    except ImportError:
        return {"pieces": [], "lists": {}}
    said = {"qnrj": [number.to_bytes(6, "big") for number in range(1, 31)], "zbd": [b"abcdef"]}
    with transaction.atomic():
        # A plain number in the first release that had lists.
        sealed_lists.change(add=said, generation=getattr(sealed_lists, "Generation", int)(9))
    pieces = [[str(row.id), bytes(row.body).hex()] for row in SealedPiece.objects.filter(generation=9)]
    SealedPiece.objects.filter(generation=9).delete()
    return {"pieces": pieces, "lists": {word: [each.hex() for each in rows] for word, rows in said.items()}}


def main(out: Path) -> None:
    group = Group.objects.get()
    with acting_for(group), keys.session():
        work(worker())
        chain.seal_group()
        file = SealedFile.objects.get()
        told = {
            "group": str(group.id),
            "values": values(),
            "compartment_keys": [[row.compartment, bytes(row.wrapped).hex()] for row in CompartmentKey.objects.all()],
            "subject_keys": [
                [str(row.subject_id), row.subject.kind, row.compartment, bytes(row.wrapped).hex()]
                for row in SubjectKey.objects.select_related("subject")
            ],
            "indexes": [
                [purpose, value, blind.index(purpose, value).hex()]
                for purpose, value in (("phone", "+905321234567"), ("identifier", "18577C00041"))
            ],
            "file": {
                "id": str(file.id),
                "subject": str(file.subject_id),
                "compartment": file.compartment,
                "size": file.size,
                "sha256": hashlib.sha256(LETTER).hexdigest(),
            },
            **lists(),
        }
        (out / "file").write_bytes(files.path_of(file.id).read_bytes())
    (out / "told.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
