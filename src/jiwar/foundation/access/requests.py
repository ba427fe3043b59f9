"""What is kept of a request: a mark of the session, and roughly where it came from."""

import hashlib
import ipaddress
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def session_mark(request: HttpRequest) -> str:
    """A mark of the session that cannot be used to take it over."""
    key = request.session.session_key or ""
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def coarse_address(request: HttpRequest) -> str:
    """The network the request came from (/24, /48), enough to see 'another place', too little to track a person."""
    try:
        # Behind a proxy the settings say how many of the forwarded addresses may be believed.
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (ValueError, PermissionDenied):
        return ""
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def asks_too_often(request: HttpRequest, what: str, *, a_minute: int) -> bool:
    """Whether from this network a page without sign-in is asked more often than anybody needs it."""
    return count(request, f"{what}-asked") > a_minute


def count(request: HttpRequest, what: str) -> int:
    """One more of it from this network; returns how many in this minute. 0 where nothing can be counted."""
    key = _in_this_minute(request, what)
    cache.add(key, 0)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 0


def counted(request: HttpRequest, what: str) -> int:
    """How many of it came from this network in this minute."""
    return int(cache.get(_in_this_minute(request, what), 0))


def _in_this_minute(request: HttpRequest, what: str) -> str:
    """The minute stands in the key: counting on gives a row a new lease, so that it would not end by itself. The nought
    stands first: where the table is full the first in order go, and whoever asks from very many networks must not empty
    what counts wrong passwords.
    """
    return f"0-{what}-{coarse_address(request).replace('/', '-').replace(':', '.')}-{int(time() // 60)}"
