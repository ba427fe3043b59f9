"""What is done through each page of this room: where it leads, what is said of it, what is kept and who is told.

`acts.txt` is what it must be, for a person to read; `write_pages.py` beside this drafts it.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from jiwar.foundation.access.models import Word
from jiwar.foundation.audit.models import Entry
from tests.foundation.access.house import House
from tests.foundation.access.outline import KEY, led_to, outline
from tests.foundation.access.test_what_pages_show import _only_the_house_s_own, browser_of, here, told

__all__ = ["_only_the_house_s_own", "here", "told"]

FILE = Path(__file__).with_name("acts.txt")
SECRET = re.compile(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}")
NOBODY = "00000000-0000-0000-0000-000000000000"
GROUP = (
    "'name=House of the Neighbour' languages=en languages=ar languages=fr first_language=en "
    "time_zone=Europe/Istanbul months=levantine digits=latn default_procedure= escalation_days=7 seen_version=1"
)

ACTS = (
    "off_caseworker access:me language=ar calendar=hijri digits=arab languages=ar languages=ti",
    "off_caseworker access:me wants_reminders=on",
    "off_caseworker access:me email=@ languages=xx",
    "volunteer access:words",
    "off_caseworker usersessions_list session=@session-0",
    "off_caseworker usersessions_list session=others",
    "off_caseworker usersessions_list session=1000000",
    "off_caseworker usersessions_list session=1000000000000000000000",
    "off_caseworker usersessions_list session=²",
    "administrator access:invite name=Nour username=nour held=reception office=@old-town",
    "administrator access:invite name=Nour username=VOLUNTEER held=owner office=@harbour",
    "~administrator access:invite name=Nour username=nour held=reception",
    "administrator access:member volunteer do=give-role role=reception",
    "administrator access:member volunteer do=give-role role=caseworker",
    "administrator access:member volunteer do=give-role role=volunteer",
    "administrator access:member volunteer do=give-role role=owner",
    "administrator access:member coordinator do=end-role role=@held-role",
    "administrator access:member volunteer do=end-role role=@held-role",
    "administrator access:member volunteer do=place office=@old-town supervisor=@caseworker",
    "administrator access:member volunteer do=place office=@harbour supervisor=@volunteer",
    "administrator access:member volunteer do=leave",
    "administrator access:member administrator do=leave",
    "administrator access:member reception do=hand-over reset=@agreed-reset",
    "administrator access:member volunteer do=hand-over reset=@waiting-reset",
    "administrator access:member volunteer do=hand-over reset=@agreed-reset",
    "administrator access:member volunteer do=nothing",
    "~administrator access:member volunteer do=leave",
    "coordinator access:member volunteer do=leave",
    "administrator access:reset coordinator kind=second-factor 'reason=stood before me'",
    "administrator access:reset volunteer kind=password 'reason=stood before me'",
    "administrator access:reset volunteer kind=nothing",
    "administrator access:reset gone kind=password 'reason=stood before me'",
    "~administrator access:reset coordinator kind=password 'reason=stood before me'",
    "guardian access:guardian do=role what=@waiting-role word=yes",
    "guardian access:guardian do=role what=@waiting-role word=no",
    "guardian access:guardian do=role what=@held-role word=yes",
    "guardian access:guardian do=grant what=@waiting-grant word=yes",
    "guardian access:guardian do=grant what=@waiting-grant word=no",
    "guardian access:guardian do=grant what=@held word=no",
    "guardian access:guardian do=reset what=@waiting-reset word=yes",
    "guardian access:guardian do=reset what=@waiting-reset word=no",
    "guardian access:guardian do=reset what=@wish word=yes",
    "guardian access:guardian do=task what=@task",
    f"guardian access:guardian do=task what={NOBODY}",
    "guardian access:guardian do=unhide what=@hidden",
    "guardian access:guardian do=unhide what=@case",
    "guardian access:guardian do=nothing what=@case",
    "guardian access:guardian do=role what=nothing",
    "guardian access:guardian do=find number=X-0001",
    "guardian access:guardian do=find number=",
    "~guardian access:guardian do=role what=@waiting-role word=yes",
    "guardian access:review to-review outcome=in-order said=",
    "guardian access:review to-review outcome=not-in-order 'said= '",
    "guardian access:review to-review outcome=not-in-order 'said=there was no danger'",
    "guardian access:review reviewed outcome=in-order",
    "guardian access:review lent outcome=in-order",
    "~guardian access:review to-review outcome=in-order",
    "guardian access:reading what=@many",
    "guardian access:reading what=@locked",
    "guardian access:reading what=@own",
    "guardian access:reading what=@settled",
    "guardian access:reading what=nothing",
    "~guardian access:reading what=@many",
    "guardian access:decoys do=take-away what=@decoy",
    f"guardian access:decoys do=take-away what={NOBODY}",
    "guardian access:decoys do=take-away what=nothing",
    "guardian access:decoys 'name=Nobody Atall' born=1980 nationality=SY registrar=@reception",
    "guardian access:decoys 'name=Nobody Atall' born=3000 nationality=XX registrar=@volunteer phone=12",
    "~guardian access:decoys 'name=Nobody Atall' registrar=@reception",
    "guardian access:audit",
    "administrator access:group GROUP",
    "administrator access:group GROUP 'name=Another House' weekend=4 weekend=5",
    "administrator access:group GROUP seen_version=7 'name=Another House' weekend=5",
    "administrator access:group GROUP languages=xx first_language=de escalation_days=61 time_zone=Middle/Earth",
    "administrator access:new-office name=Market area=Fatih 'phone=0212 555 01 01' opens_1_0=9 closes_1_0=12",
    "administrator access:new-office name= opens_1_0=9 phone=12",
    "administrator access:new-office 'name=Old town'",
    "administrator access:office harbour do=close",
    "administrator access:office old-town do=close",
    "administrator access:office harbour name=Port seen_version=1",
    f"administrator access:office {NOBODY} do=close",
    "administrator access:days day=20/3/2026 closed=no 'name=worked after all'",
    "administrator access:days day= closed=perhaps",
    "administrator access:days do=withdraw day_id=@day",
    f"administrator access:days do=withdraw day_id={NOBODY}",
    "administrator access:days do=withdraw day_id=nothing",
    "administrator access:limits slow_at=30 alarm_at=40 lock_at=50 times_usual=4 night_from=23 night_until=4",
    "administrator access:limits slow_at=50 alarm_at=40 lock_at=30 times_usual=4 night_from=23 night_until=4",
    "administrator access:limits slow_at=5 alarm_at=40 lock_at=2001 times_usual=51 night_from=24 night_until=4",
    "~administrator access:limits slow_at=30 alarm_at=40 lock_at=50 times_usual=4 night_from=23 night_until=4",
    "caseworker access:hide case 'reason=her brother looks for her'",
    "guardian access:hide hidden reason=",
    "reception access:hide case",
    "guardian access:opened case grant=@held",
    "guardian access:opened case grant=nothing",
    "guardian access:opened hidden grant=@held",
    "coordinator access:opened case grant=@held",
    "coordinator access:lend case member=@volunteer parts=general hours=4 'purpose=interprets at the clinic'",
    "coordinator access:lend case member= hours=5 purpose=",
    "coordinator access:lend case member=@volunteer hours=4 purpose=clinic",
    "coordinator access:lend case member=@volunteer parts=general hours=4 purpose=clinic",
    "~coordinator access:lend case member=@volunteer parts=general hours=4 'purpose=interprets at the clinic'",
    "off_caseworker access:emergency case part=general minutes=30 'reason=called at night'",
    "off_caseworker access:emergency case part=general minutes=30 reason=danger",
    "off_caseworker access:emergency case part=identity minutes=45",
    "~off_caseworker access:emergency case part=general minutes=30 'reason=called at night'",
    "coordinator access:end-lending lent",
    "volunteer access:end-lending lent",
    "guardian access:end-lending lent",
    "caseworker access:end-lending lent",
    "off_caseworker access:end-lending lent",
    "off_caseworker access:end-lending to-review",
    "- access:cannot-sign-in who=coordinator kind=password",
    "- access:cannot-sign-in who= kind=nothing",
)
"""Who (~: without having said again that it is they), on which page, about which row of the house, what is sent."""


def rows_named(here: House, text: str) -> str:
    return str(here.key(text[1:].replace("-", " "))) if text.startswith("@") and text != "@" else text


def done(here: House, act: str) -> str:
    who, name, *further = shlex.split(act.replace("GROUP", GROUP))
    about = [each if each == NOBODY else here.key(each.replace("-", " ")) for each in further if "=" not in each]
    browser = browser_of(here, who)
    address = reverse(name, args=about)
    sent: dict[str, Any] = {}
    for key, _, value in (each.partition("=") for each in further if "=" in each):
        sent.setdefault(key, []).append(rows_named(here, value))
    last = {key: values if key in ("languages", "weekend", "held", "parts") else values[-1]
            for key, values in sent.items()}  # fmt: skip
    before = set(outline(browser.get(address).content, here.names()).splitlines())
    entries, words = Entry.objects.count(), set(Word.objects.values_list("id", flat=True))
    left = "\n".join(_left(here, browser.post(address, last), before, entries, words))
    return KEY.sub("‹key›", SECRET.sub("‹secret›", left))


def _left(here: House, answer: Any, before: set[str], entries: int, words: set[Any]) -> Iterator[str]:
    yield f"{answer.status_code} {led_to(answer['location']) if answer.has_header('location') else ''}".strip()
    if answer.status_code == 302:
        yield from (f"says {message.level_tag}: {message}" for message in get_messages(answer.wsgi_request))
    else:
        lines = outline(answer.content, here.names()).splitlines()
        yield from (f"shows {line}" for line in lines if line not in before)
    named = here.names()
    for entry in Entry.objects.order_by("at", "id")[entries:]:
        file = f" of {named.get(str(entry.subject_id), 'a file')}" if entry.subject_id else ""
        yield f"keeps {entry.kind}{file}"
    new = Word.objects.exclude(id__in=words).order_by("at", "id")
    yield from sorted(f"tells {named.get(str(word.member_id), 'a member')} {word.kind}" for word in new)


def written() -> dict[str, str]:
    sections = FILE.read_text().split("== ")[1:]
    return {name.strip(): text.strip() for name, _, text in (section.partition("\n") for section in sections)}


@pytest.mark.parametrize("act", ACTS)
def test_it_does_this(here: House, act: str) -> None:
    assert done(here, act).splitlines() == written()[act].splitlines()


def test_each_is_written_down_once() -> None:
    assert list(written()) == list(ACTS)
