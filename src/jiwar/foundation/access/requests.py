"""What is kept of a request: a mark of the session, and roughly where it came from."""

import hashlib
import ipaddress

from django.http import HttpRequest


def session_mark(request: HttpRequest) -> str:
    """A mark of the session that cannot be used to take it over."""
    key = request.session.session_key or ""
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else ""


def coarse_address(request: HttpRequest) -> str:
    """The network the request came from (/24, /48), enough to see 'another place', too little to track a person."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    bits = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
