"""Every page and every form of the route table under attack: A4, A17, A18, A20, A24, A31, A33, A34, A35, A57, A59,
A64.
"""

import re
import socket
import unicodedata
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access.models import Account
from jiwar.foundation.jobs import queue
from tests.casework.people.telling import register
from tests.cast import PASSWORD, Cast, OutsideClient
from tests.routes.routes import Route, every_route
from tests.routes.world import World

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("told_world")]

ELSEWHERE = (
    "//evil.example", "https://evil.example/", "https:evil.example", "\\\\evil.example", "/\\evil.example",
    "///evil.example", "javascript:alert(1)", "\thttps://evil.example", "http:///evil.example", "/%09/evil.example",
    "https://localhost@evil.example", "//evil.example%2f@localhost", "\nhttps://evil.example", "http://localhost.evil.example",
)  # fmt: skip
LINES = "x\r\nSet-Cookie: taken=1\r\n\r\n<html>"
RUNS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg/onload=alert(1)>', "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>", "{{ 7*191 }}", "{% include '403.html' %}", "${7*191}", "javascript:alert(1)",
    "<!--<script>", "]]><script>", "\u202e<script>alert(1)</script>", "أحمد<b onclick=x>محمد", "&lt;script&gt;",
)  # fmt: skip
SQL = (
    "' OR 1=1 --", "1; DROP TABLE people_person", "') UNION SELECT password FROM access_account --", "x%' ESCAPE '\\",
    "_connector", "id__isnull", "group__name", "-pk", "?", "1e999", "\\x00", "${jndi:ldap://x}", "*", "%", "__class__",
)  # fmt: skip
BIDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c"


def asked(world: World, client: Client, route: Route, method: str = "get", **request: Any) -> Any:
    """One request to the route, undone afterwards."""
    with transaction.atomic():
        answer = getattr(client, method)(reverse(route.name, kwargs=world.places(route)), **request)
        answer.body = answer.getvalue()
        transaction.set_rollback(True)
    return answer


def quiet(client: Client) -> Client:
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("who", ["legal_adviser", "guardian", "administrator", "stranger", "signed_out"])
def test_a34_a35_a64_every_page_is_kept_by_nobody_framed_by_nobody_and_asks_nobody_else(world: World, who: str) -> None:
    faults = []
    for route in every_route():
        answer = asked(world, world.client(who), route)
        headers = answer.headers
        expected = {
            "Cache-Control": "no-store" in headers.get("Cache-Control", ""),
            "X-Frame-Options": headers.get("X-Frame-Options") == "DENY",
            "frame-ancestors": "frame-ancestors 'none'" in headers.get("Content-Security-Policy", ""),
            "default-src": "default-src 'none'" in headers.get("Content-Security-Policy", ""),
            "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
            "Referrer-Policy": headers.get("Referrer-Policy") == "same-origin",
        }
        faults += [f"{route.name} {answer.status_code}: {name}" for name, well in expected.items() if not well]
        if headers.get("Content-Type", "").startswith("text/html"):
            text = answer.body.decode()
            faults += [f"{route.name} loads {found}" for found in re.findall(FROM_ELSEWHERE, text)]
            faults += [f"{route.name} runs {found}" for found in re.findall(INLINE, text)]
    assert faults == []


FROM_ELSEWHERE = r"""(?:src|srcset|action|formaction|poster|data|hx-[a-z]+)=["']?\s*(?:https?:)?//[^"'\s>]+"""
SCRIPT_OF_ITS_OWN = r"""<script(?![^>]*(?:\bsrc=|type="application/json"))[^>]*>"""
INLINE = SCRIPT_OF_ITS_OWN + r"""|<style|\son[a-z]+\s*=\s*["']|\sstyle=["']|javascript:"""


@pytest.mark.parametrize("who", ["legal_adviser", "administrator", "signed_out"])
def test_a33_no_address_leads_elsewhere(world: World, who: str) -> None:
    faults = []
    for route in every_route():
        for target in ELSEWHERE[:2]:
            for method in ("get", "post"):
                given = {"next": target, "return": target, "url": target, "redirect": target, "back": target}
                client = quiet(world.client(who))
                answer = asked(world, client, route, method, data=given, headers={"referer": "https://evil.example/"})
                place = answer.headers.get("Location", "")
                if leads_elsewhere(place) or answer.status_code >= 500:
                    faults.append(f"{method} {route.name} {target!r}: {answer.status_code} {place}")
                hrefs = re.findall(r'href="([^"]*evil\.example[^"]*)"', answer.body.decode(errors="replace"))
                faults += [f"{route.name} links {href}" for href in hrefs if leads_elsewhere(href)]
    assert faults == []


def leads_elsewhere(place: str) -> bool:
    place = place.strip()
    return bool(place) and (not place.startswith(("/", "?", "#")) or place[1:2] in ("/", "\\"))


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a33_signing_in_goes_nowhere_else(cast: Cast, target: str) -> None:
    client = quiet(OutsideClient())
    typed = {"login": "caseworker", "password": PASSWORD, "next": target}
    answer = client.post(f"{reverse('account_login')}", typed)
    assert answer.status_code in (302, 400)
    assert not leads_elsewhere(answer.headers.get("Location", "/"))
    signed_in = quiet(cast.caseworker.client)
    for name in ("account_login", "account_logout", "account_reauthenticate", "languages:choose"):
        answer = signed_in.post(reverse(name), {"next": target, "password": PASSWORD, "language": "fr"})
        assert not leads_elsewhere(answer.headers.get("Location", "/")), name


def test_a31_no_form_is_taken_without_its_token(world: World) -> None:
    taken = []
    for who in ("legal_adviser", "administrator", "signed_out"):
        client = OutsideClient(enforce_csrf_checks=True)
        client.cookies = world.client(who).cookies
        for route in every_route():
            for headers in ({}, {"origin": "https://evil.example"}, {"content-type": "application/json"}):
                answer = asked(world, client, route, "post", data={"confirmed": "on"}, headers=headers)
                if answer.status_code != 403:
                    taken.append(f"{who} {route.name} {answer.status_code}")
    # What answers no POST at all says so before it looks for a token; nothing may come of the others.
    assert [each for each in taken if not each.endswith(("404", "405"))] == []


def test_a04_no_other_method_does_anything(world: World) -> None:
    faults = []
    for route in every_route():
        client = quiet(world.client("legal_adviser"))
        for method in ("put", "patch", "delete", "options", "trace"):
            answer = asked(world, client, route, method)
            if answer.status_code >= 500 or "TRACE" in answer.headers.get("Allow", ""):
                faults.append(f"{method} {route.name} {answer.status_code}")
        pretended = asked(world, client, route, "get", headers={"X-HTTP-Method-Override": "DELETE"})
        if pretended.status_code >= 500:
            faults.append(f"override {route.name}")
    assert faults == []
    assert Case.objects.filter(id=world.rows["case"]).exists()


@pytest.mark.parametrize("who", ["legal_adviser", "guardian", "signed_out"])
def test_a18_a20_no_question_reaches_a_header_or_the_database_as_more_than_a_value(world: World, who: str) -> None:
    faults = []
    names = (
        "q",
        "page",
        "before",
        "after",
        "sort",
        "order",
        "filter",
        "kind",
        "state",
        "day",
        "week",
        "member",
        "next",
    )
    for number, route in enumerate(every_route()):
        client = quiet(world.client(who))
        for value in (LINES, SQL[number % len(SQL)], SQL[(number + 7) % len(SQL)]):
            answer = asked(world, client, route, "get", data=dict.fromkeys(names, value) | {value: value})
            if answer.status_code >= 500 or "taken" in answer.cookies or "\n" in "".join(answer.headers.values()):
                faults.append(f"{route.name} {value!r} {answer.status_code}")
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a17_a21_what_is_typed_is_shown_and_never_run(cast: Cast, case: Case, language: str) -> None:
    """Names, notes, titles, tasks: on the file, the lists, the desk and in the messages."""
    worker = cast.caseworker
    for number, text in enumerate(RUNS):
        found = register(cast.reception, f"{text} {number}")
        opened = cases.open_case(cast.reception.viewer, person=found, asks=text)
        cases.assign(cast.coordinator.viewer, case=opened, member=worker.member)
        cases.write_note(worker.viewer, case=opened, text=text)
        cases.record_need(worker.viewer, case=opened, sector="shelter", text=text)
        cases.add_task(worker.viewer, title=text, case=opened)
    worker.account.language = language
    worker.account.save()
    client = worker.client
    pages = [client.get(reverse(name)) for name in ("desk:day", "people:list", "cases:list", "appointments:week")]
    pages += [client.get(reverse("cases:case", args=[each.id])) for each in Case.objects.all()]
    pages += [client.post(reverse("people:list"), {"q": text}) for text in RUNS]
    for page in pages:
        body = page.content.decode()
        assert page.status_code in (200, 302)
        assert not re.findall(INLINE.replace("|javascript:", ""), body), page.request["PATH_INFO"]
        assert not re.findall(r"<(?:img|svg|b)\s[^>]*(?:onerror|onload|onclick)", body)
        assert not re.findall(r"""(?:href|src|action)=["']\s*javascript:""", body)
        assert str(7 * 191) not in re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", body)
        assert not list(get_messages(page.wsgi_request))


def test_a24_every_text_survives_and_none_turns_its_neighbours_around(cast: Cast) -> None:
    texts = ["a" + sign + "b" for sign in BIDI] + [
        "\U0001f98a" * 50, "e\u0301" * 40, "\u200b\u200dZ\u200c", "ﷺ" * 20, "\ufeffA\ufffe",
        "Z\u0336a\u0336l\u0336g\u0336o\u0336" * 8,
    ]  # fmt: skip
    for text in texts:
        found = people.register(cast.reception.viewer, who=Who((NameGiven(text),)), none_of_these=True)
        body = cast.reception.client.get(reverse("people:person", args=[found.id])).content.decode()
        assert not set(body) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068"), ascii(text)


def test_a26_asking_about_an_account_costs_the_same(cast: Cast) -> None:
    """Not measured in seconds: the same work is done whether there is such an account or not."""
    done = []
    Account.objects.filter(id=cast.coordinator.account.id).update(email="lina@example.org")
    for said in ("caseworker", "nobody.here", "lina@example.org", "x@example.org"):
        with transaction.atomic(), Counted() as counted:
            OutsideClient().post(reverse("access:cannot-sign-in"), {"who": said, "kind": "password"})
            done.append((counted.writes, counted.statements))
            transaction.set_rollback(True)
    assert len(set(done)) == 1
    assert done[0][0] >= 1
    while queue.run_next("test"):
        pass


class Counted:
    """Counts statements, and those of them that write."""

    def __enter__(self) -> "Counted":
        from django.db import connection

        self.writes = self.statements = 0
        self._context = connection.execute_wrapper(self._one)
        self._context.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._context.__exit__(*error)

    def _one(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements += 1
        self.writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        return execute(sql, params, many, context)


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "evil.example:80", "[::1]", "testserver@evil"]
)
def test_a32_a57_a_forged_host_reaches_no_link(world: World, host: str) -> None:
    for who in ("caseworker", "signed_out"):
        answer = quiet(world.client(who)).get("/", headers={"host": host, "x-forwarded-host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()
    forwarded = world.client("signed_out").get(reverse("account_login"), headers={"x-forwarded-host": "evil.example"})
    assert forwarded.status_code == 200
    assert "evil" not in forwarded.content.decode()


def test_a24_a_password_is_the_same_however_its_letters_are_composed() -> None:
    from jiwar.site.passwords import _composed

    for text in ("café au lait très", "كلمة سرّ طويلة جداً", "Zürich Ångström ﬁve"):
        assert _composed(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFC", text)


def test_a59_no_page_and_no_form_opens_a_connection(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever address is typed: nothing is fetched, looked up or announced."""
    tried: list[object] = []

    def refuse(_line: object, address: object, *_more: object) -> None:
        if not isinstance(address, str | bytes):
            tried.append(address)
            raise OSError("no connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    typed = "http://169.254.169.254/latest/"
    given = dict.fromkeys(("q", "email", "name", "origin", "url", "text", "title"), typed)
    for who in ("legal_adviser", "administrator"):
        for route in every_route():
            asked(world, quiet(world.client(who)), route, "post", data=given)
    assert tried == []
