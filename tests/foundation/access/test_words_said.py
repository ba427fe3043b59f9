"""Each word of the house as it is read: one sentence with the names in it, and where it leads."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.foundation.access import audit_kinds, reading, told, words
from jiwar.foundation.access.models import Alarm, Grant, Lending, Word
from jiwar.foundation.audit.kinds import Kind
from tests.cast import Cast
from tests.foundation.access.telling import case_of

ROW = object()
PART = "protection-restricted"
SAID: dict[str, tuple[dict[str, Any], str, str]] = {
    "grant-given": ({"grant": ROW}, f"A guarded part of a file ({PART}) was opened to you.", ""),
    "grant-asked": (
        {"grant": ROW},
        f"A guarded part of a file ({PART}) opens to you when the data guardian agrees.",
        "",
    ),
    "grant-waits": (
        {"grant": ROW},
        f"Opening a guarded part of a file ({PART}) to Reception waits for your word.",
        "",
    ),
    "grant-confirmed": ({"grant": ROW}, f"The data guardian agreed: {PART} of a file is open to Reception.", ""),
    "grant-refused": (
        {"grant": ROW},
        f"The data guardian refused that {PART} of a file is opened to Reception.",
        "",
    ),
    "grant-closed": ({"grant": ROW}, f"The data guardian closed {PART} of a file to Reception.", ""),
    "role-given": ({"role": "caseworker"}, "You were given the role Caseworker.", ""),
    "role-waits": (
        {"role": "caseworker", "member": ROW},
        "The role Caseworker for Volunteer waits for your word.",
        "",
    ),
    "role-confirmed": (
        {"role": "of a line that is gone"},
        "The data guardian agreed to your role of a line that is gone.",
        "",
    ),
    "role-ended": ({"role": "caseworker", "member": ROW}, "The role Caseworker of Volunteer has ended.", ""),
    "reset-wished": (
        {"member": ROW, "kind": "password"},
        "Volunteer cannot sign in (password) and asks for help. Meet them, then ask for a reset.",
        "",
    ),
    "reset-asked": (
        {"member": ROW, "kind": "second-factor"},
        "A reset of the sign-in of Volunteer was asked for (second factor).",
        "",
    ),
    "reset-decided": (
        {"member": ROW, "kind": "password", "agreed": True},
        "The reset of the sign-in of Volunteer was decided (password): agreed.",
        "",
    ),
    "lent": ({"lending": ROW}, "Coordinator opened parts of a file to you for some hours.", ""),
    "lent-of-yours": (
        {"lending": ROW},
        "Coordinator opened parts of a file that is yours to Off Caseworker for some hours.",
        "access:opened",
    ),
    "lending-ended": ({"lending": ROW}, "What was opened to you for some hours was ended early.", ""),
    "emergency": (
        {"lending": ROW},
        "Off Caseworker opened a part of a file in an emergency. Look into it afterwards.",
        "access:review",
    ),
    "emergency-of-yours": (
        {"lending": ROW},
        "Off Caseworker opened a part of a file that is yours in an emergency.",
        "access:opened",
    ),
    "emergency-reviewed": (
        {"lending": ROW},
        "The data guardian reviewed what Off Caseworker opened in an emergency: in order.",
        "",
    ),
    "reading-alarm": (
        {"alarm": ROW},
        "An alarm about reading: Caseworker opened very many files.",
        "access:reading",
    ),
    "reading-limits": ({"member": ROW}, "Volunteer changed how many files may be opened in an hour.", ""),
    "account-unlocked": ({}, "The data guardian unlocked your account.", ""),
    "new-place": (
        {},
        "Your account was opened from a place that is new. If that was not you, tell the data guardian at once.",
        "",
    ),
    "duplicate-of-hidden": (
        {"person": "P-0003", "hidden": "P-0001"},
        "The new file P-0003 may be the same person as the hidden file P-0001.",
        "",
    ),
}
KINDS_OF_THE_AUDIT = """
    member-invited membership-ended member-placed role-given role-confirmed role-ended grant-confirmed grant-refused
    file-lent emergency-opened lending-ended lending-over emergency-reviewed reading-alarm reading-alarm-settled
    account-locked account-unlocked reading-limits-changed decoy-made decoy-ended barrier-raised barrier-lowered
    file-hidden file-shown reset-wished reset-asked reset-agreed reset-refused secret-shown password-changed
    second-factor-added second-factor-removed recovery-codes-renewed session-ended preferences-changed group-changed
    office-changed local-day-changed who-looked-read* audit-read* audit-checked
"""
"""As they stand in the audit for ever; with a star those that are looks."""


@pytest.fixture
def rows(cast: Cast) -> dict[str, Any]:
    now, case = timezone.now(), case_of(cast.caseworker)
    return {
        "grant": Grant.objects.create(
            member=cast.reception.member, subject=case, compartment="restricted", source=Grant.Source.ASSIGNMENT
        ),
        "member": cast.volunteer.member,
        "lending": Lending.objects.create(
            subject=case,
            compartment="audit",
            kind=Lending.Kind.EMERGENCY,
            member=cast.off_caseworker.member,
            given_by=cast.coordinator.member,
            parts=["general"],
            purpose="x",
            review="",
            outcome=Lending.Outcome.IN_ORDER,
            begun_at=now,
            until=now,
        ),
        "alarm": Alarm.objects.create(
            member=cast.caseworker.member, kind=Alarm.Kind.MANY, hour=reading.hour_of(now), at=now, shown=9
        ),
    }


def word(cast: Cast, kind: str, about: dict[str, Any]) -> Word:
    return Word.objects.create(member=cast.guardian.member, kind=kind, about=about)


def with_keys(about: dict[str, Any], rows: dict[str, Any]) -> dict[str, Any]:
    """A row of the kind stands where the table has ROW."""
    return {key: str(rows[key].id) if value is ROW else value for key, value in about.items()}


def test_each_is_this_sentence_and_leads_there(cast: Cast, rows: dict[str, Any]) -> None:
    assert set(SAID) == {value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)}
    said = told.in_words([word(cast, kind, with_keys(about, rows)) for kind, (about, _said, _leads) in SAID.items()])
    assert {kind: each.text for kind, each in zip(SAID, said, strict=True)} == {
        kind: text for kind, (_about, text, _leads) in SAID.items()
    }
    lending = rows["lending"]
    leads = {
        "": "",
        "access:reading": reverse("access:reading"),
        "access:review": reverse("access:review", args=[lending.id]),
        "access:opened": reverse("access:opened", args=[lending.subject_id]),
    }
    assert [each.url for each in said] == [leads[name] for _about, _text, name in SAID.values()]


def test_what_is_gone_or_closed_to_the_reader_leads_nowhere(cast: Cast, rows: dict[str, Any]) -> None:
    about = {"lending": str(rows["lending"].id)}
    refused = {"member": str(rows["member"].id), "kind": "password", "agreed": False}
    other = uuid4()
    said = told.in_words(
        [
            word(cast, words.READING_ALARM, {"alarm": str(rows["alarm"].id), "of_guardian": True}),
            word(cast, words.LENT_OF_YOURS, {**about, "file": str(other)}),
            word(cast, words.LENT_OF_YOURS, {"lending": str(uuid4())}),
            word(cast, words.EMERGENCY, {}),
            word(cast, words.READING_ALARM, {"alarm": ""}),
            word(cast, words.GRANT_WAITS, {}),
            word(cast, words.ROLE_WAITS, {}),
            word(cast, words.RESET_ASKED, {}),
            word(cast, words.DUPLICATE_OF_HIDDEN, {}),
            word(cast, words.RESET_DECIDED, refused),
        ]
    )
    assert [(each.text, each.url) for each in said] == [
        ("An alarm about reading: Caseworker opened very many files.", ""),
        (
            "Coordinator opened parts of a file that is yours to Off Caseworker for some hours.",
            reverse("access:opened", args=[other]),
        ),
        ("– opened parts of a file that is yours to – for some hours.", ""),
        ("– opened a part of a file in an emergency. Look into it afterwards.", ""),
        ("An alarm about reading: – –.", reverse("access:reading")),
        ("Opening a guarded part of a file (–) to – waits for your word.", ""),
        ("The role – for – waits for your word.", ""),
        ("A reset of the sign-in of – was asked for (–).", ""),
        ("The new file – may be the same person as the hidden file –.", ""),
        ("The reset of the sign-in of Volunteer was decided (password): refused.", ""),
    ]
    assert all(each.new for each in said)


def test_what_was_read_is_not_new(cast: Cast) -> None:
    row = Word.objects.create(member=cast.guardian.member, kind=words.LENT, about={}, read_at=timezone.now())
    (said,) = told.in_words([row])
    assert (said.id, said.at, said.new) == (row.id, row.at, False)


def test_a_room_s_own_word_is_said(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(told._others, "of a room", "")
    told.register("of a room", "A class was moved.")
    assert [each.text for each in told.in_words([word(cast, "of a room", {})])] == ["A class was moved."]


def test_the_kinds_of_the_audit_stay_what_they_are() -> None:
    kinds = [value for value in vars(audit_kinds).values() if isinstance(value, Kind)]
    assert [kind.code + "*" * kind.looked for kind in kinds] == KINDS_OF_THE_AUDIT.split()
