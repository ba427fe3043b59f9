"""Numbers, moments and answers no page of ours ever sent: refused, never a fault."""

from typing import Any

import pytest
from django.urls import reverse

from tests.routes.world import World

ZEROS = "0" * 32
MANY = "9" * 5000


def _asked(world: World, who: str, method: str, address: str, data: dict[str, Any]) -> int:
    client = world.client(who)
    return int(getattr(client, method)(address, data).status_code)


@pytest.mark.parametrize(
    "place", [f"9999-12-31T23:59:59-23:59_{ZEROS}", f"0001-01-01T00:00:00+23:59_{ZEROS}", f"2026-01-01_{ZEROS}", "²"]
)
def test_a_place_in_the_audit_that_is_none_is_not_there(world: World, place: str) -> None:
    looked = reverse("access:looked", args=[world.rows["subject_id"]])
    for address in (reverse("access:audit"), looked):
        assert _asked(world, "guardian", "get", address, {"before": place}) == 404


@pytest.mark.parametrize("session", ["²", MANY, "9" * 19])
def test_a_session_that_cannot_be_is_nobody_s(world: World, session: str) -> None:
    assert _asked(world, "caseworker", "post", reverse("usersessions_list"), {"session": session}) == 302


@pytest.mark.parametrize("part", ["who", "birth", "contact", "languages", "identifiers"])
def test_a_version_that_cannot_be_was_not_seen(world: World, part: str) -> None:
    address = reverse("people:edit", args=[world.rows["person"], part])
    assert _asked(world, "caseworker", "post", address, {"seen_version": MANY}) < 500


@pytest.mark.parametrize("day", ["31/12/9999", "1/1/9999"])
def test_an_appointment_beyond_every_calendar_is_said_beside_the_field(world: World, day: str) -> None:
    person = world.rows["person"]
    typed = {"person": str(person), "day": day, "at": "23:30", "minutes": "720"}
    assert _asked(world, "reception", "post", reverse("appointments:book", args=[person]), typed) in (302, 422)


@pytest.mark.parametrize(
    "answer", ["[" * 50_000, "-1", "null", "{}", '{"id": "\\ud800", "rawId": "a", "response": {}}']
)
def test_a_passkey_s_answer_that_cannot_be_read_is_a_bad_request(world: World, answer: str) -> None:
    for who, name in (("signed_out", "mfa_login_webauthn"), ("caseworker", "mfa_add_webauthn")):
        client = world.client(who)
        client.get(reverse(name))
        assert client.post(reverse(name), {"credential": answer, "name": "key"}).status_code < 500
