"""Which pages there are, read from the resolver, and who sees each: a new page is looked at without being listed."""

from dataclasses import dataclass
from functools import cache

from django.test import Client
from django.urls import reverse

from tests.routes import table
from tests.routes.routes import Route, every_route
from tests.routes.world import World

# Who sees most stands first; a page that only others see is looked at as they see it.
BY_PRIVILEGE = (
    "legal_adviser",
    "caseworker",
    "teacher",
    "coordinator",
    "guardian",
    "administrator",
    "reception",
    "volunteer",
    "signed_out",
)
SIGNED_OUT_FIRST = {
    "account_login",
    "account_logout",
    "mfa_authenticate",
    "access:cannot-sign-in",
    "account_inactive",
    "learning:check-code",
    "learning:certificate-check",
}


@dataclass(frozen=True)
class Seen:
    """A page, its address, and the one who sees most of it."""

    route: Route
    address: str
    who: str


def seen_pages(world: World, only: set[str] | None = None) -> tuple[list[Seen], set[str]]:
    """Every page somebody gets, and the routes that are no page to anybody; of all routes, or of those named."""
    pages, none = [], set()
    for route in (route for route in every_route() if only is None or route.name in only):
        found = _seen(world, route)
        if found:
            pages.append(found)
        else:
            none.add(route.name)
    return pages, none


def _seen(world: World, route: Route) -> Seen | None:
    """Only those are asked who get something by the table, which `test_every_route` holds the program to."""
    address = reverse(route.name, kwargs=world.places(route))
    order = ("signed_out", *BY_PRIVILEGE) if route.name in SIGNED_OUT_FIRST else BY_PRIVILEGE
    getting = [who for who in order if _statuses()[route.name][who] == 200]
    return next((Seen(route, address, who) for who in getting if is_page(world.client(who), address)), None)


@cache
def _statuses() -> dict[str, dict[str, int]]:
    return {line.route: line.status for line in table.read() if line.method == "get"}


def is_page(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")
