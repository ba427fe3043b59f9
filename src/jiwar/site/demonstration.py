"""The invented group: who tells which part of the story, and the sign-ins that are shown at start."""

import json
import os
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from jiwar.casework import service_lines
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.story import SignIn, Story, Tells
from jiwar.foundation.access.words import GRANT_GIVEN
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Digits, Group, Months
from jiwar.foundation.ui import fonts
from jiwar.foundation.vault import custody, keys
from jiwar.site.options import Options

SIGN_INS = "demo-sign-ins.json"
TELLERS = (
    "jiwar.foundation.access.demo",
    "jiwar.casework.people.demo",
    "jiwar.casework.cases.demo",
    "jiwar.casework.appointments.demo",
)
"""In this order; then each line's own."""
LAST = ("jiwar.casework.conflicts.demo", "jiwar.casework.erasing.demo")
"""What can be told only when everything else was."""


def tell(given: Options, *, seed: int, people: int, today: date | None = None) -> Story:
    """Make the group and let every room tell its part, all or nothing."""
    # Its letters are drawn before the server, which builds them too, has ever started.
    fonts.build_for_paper()
    store = custody.load(given.keys) if custody.key_file(given.keys).exists() else custody.create(given.keys)
    group = Group(
        name="Dar al-Jiwar (invented)",
        country="TR",
        languages=["en", "ar", "fr"],
        time_zone="Europe/Istanbul",
        months=Months.LEVANTINE,
        digits=Digits.LATIN,
        default_procedure="tr",
        fictional=True,
    )
    custody.add_group(store, group.id)
    story = Story(group, seed, today or date.today(), people)
    with transaction.atomic():
        group.save()
        with acting_for(group), keys.session():
            for teller in _tellers():
                teller.tell(story)
            # The cases of a year were given one by one: what was said of each was read long ago.
            Word.objects.filter(kind=GRANT_GIVEN, read_at__isnull=True).update(read_at=timezone.now())
    _keep(given.home / SIGN_INS, story.sign_ins)
    return story


def print_sign_ins(home: Path) -> None:
    """One sign-in a role, where the group is an invented one."""
    place = home / SIGN_INS
    if not place.exists():
        return
    print("Everybody here is invented. One sign-in per role:")
    seen = set()
    for entry in json.loads(place.read_text(encoding="utf-8")):
        sign_in = SignIn(**entry)
        if sign_in.role not in seen:
            seen.add(sign_in.role)
            print(f"  {sign_in.role:<16} {sign_in.username:<12} {sign_in.password}")


def _tellers() -> Iterator[Tells]:
    for name in [*TELLERS, *(line.demo for line in service_lines.installed()), *LAST]:
        yield import_module(name)  # type: ignore[misc]  # a module is checked when its tell is called


def _keep(place: Path, sign_ins: list[SignIn]) -> None:
    entries = [{"role": s.role, "name": s.name, "username": s.username, "password": s.password} for s in sign_ins]
    with open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(entries, file, ensure_ascii=False, indent=1)
