"""A throw-away installation for a drill: its home, its group, and who works there."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.postgres import OWNER


def choose(home: Path, *, socket: Path | None = None, database: str = "jiwar") -> None:
    """Before Django starts: this home, on SQLite, or on the PostgreSQL behind `socket`."""
    for name in [name for name in os.environ if name.startswith("JIWAR_") and not name.startswith("JIWAR_TEST_")]:
        del os.environ[name]
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    (home / "static").mkdir(exist_ok=True)
    os.environ["JIWAR_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "jiwar.site.settings"
    if socket is not None:
        os.environ |= {
            "JIWAR_DATABASE": "postgres",
            "JIWAR_DATABASE_HOST": str(socket),
            "JIWAR_DATABASE_NAME": database,
            "JIWAR_DATABASE_USER": OWNER,
        }


def start() -> None:
    import django

    os.umask(0o077)
    django.setup()


def furnish() -> None:
    """Tables, a group, reception and a caseworker with one case. Noted in the home, for every process of the drill."""
    from jiwar.casework.cases import actions as cases
    from jiwar.casework.people import actions as people
    from jiwar.casework.people.parts import NameGiven, Who
    from jiwar.foundation.access import roles
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.vault import custody, keys
    from jiwar.site import options
    from jiwar.site.command_line import django_start
    from tests.cast import found, join

    django_start.migrate()
    custody.create(options.read().keys)
    group = found("House of the Neighbour")
    with acting_for(group), keys.session():
        reception, caseworker = join(group, "reception", roles.RECEPTION), join(group, "worker", roles.CASEWORKER)
        coordinator = join(group, "coordinator", roles.COORDINATOR)
        person = people.register(reception.viewer, who=Who((NameGiven("Ahmed Ibrahim Adam"),)), none_of_these=True)
        case = cases.open_case(reception.viewer, person=person, asks="Refused, what now?")
        cases.assign(coordinator.viewer, case=case, member=caseworker.member)
    noted = {"group": str(group.id), "member": str(caseworker.member.id), "case": str(case.id)}
    (options.read().home / "drill.json").write_text(json.dumps(noted))


@contextmanager
def working() -> Iterator[tuple[Any, Any]]:
    """The caseworker's rights and their case, for the length of one request."""
    from jiwar.casework.cases.models import Case
    from jiwar.foundation.access.models import Membership
    from jiwar.foundation.access.viewer import viewer_for
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.groups.models import Group
    from jiwar.foundation.vault import keys
    from jiwar.site import options

    noted = json.loads((options.read().home / "drill.json").read_text())
    with acting_for(Group.objects.get(id=noted["group"])), keys.session():
        member = Membership.objects.select_related("account").get(id=noted["member"])
        yield viewer_for(member), Case.objects.select_related("subject").get(id=noted["case"])
