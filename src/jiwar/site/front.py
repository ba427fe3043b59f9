"""How the desk looks from in front: the certificate, and what the proxy makes of a request. Asked over loopback."""

import http.client
import socket
import ssl
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509

from jiwar.site import options
from jiwar.site.examination import Finding

SECONDS = 5.0
ENDS_SOON = timedelta(days=30)


class _Nobody(Exception):
    """Nobody ends TLS on this machine."""


def certificate() -> Finding:
    """Whether it is for the name people type, and for how long."""
    given = options.read()
    if not given.secure:
        return Finding(False, "none: people come by http; see docs/deploy.md for one without the Internet.")
    try:
        with _door(given) as door:
            shown = x509.load_der_x509_certificate(door.getpeercert(binary_form=True) or b"")
    except _Nobody as nobody:
        return Finding(False, str(nobody))
    host = urlsplit(given.origin).hostname or ""
    if not _is_for(shown, host):
        return Finding(False, f"it is not for {host}: browsers refuse it; make one for that name.")
    left = shown.not_valid_after_utc - datetime.now(UTC)
    if left < ENDS_SOON and not _renews_itself(shown):
        return Finding(False, f"it ends in {max(left.days, 0)} days: make a new one before nobody gets in.")
    return Finding(True, f"for {host}, until {shown.not_valid_after_utc:%Y-%m-%d}.")


def proxy() -> Finding:
    """Whether what a browser claims of itself reaches the program, and whether cookies come back as they must."""
    given = options.read()
    if not given.secure:
        return Finding(False, "none: end TLS in a proxy (deploy/nginx, deploy/caddy) and set JIWAR_ORIGIN.")
    try:
        honest, lying = _asked(given), _asked(given, {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"})
    except _Nobody as nobody:
        return Finding(False, str(nobody))
    if honest.status in (502, 503, 504):
        return Finding(
            False, f"it finds nobody behind it ({honest.status}): start jiwar serve, or correct its address."
        )
    if honest.status in (301, 308):
        return Finding(False, "it does not say that people came by https: let it set X-Forwarded-Proto.")
    if lying.status != honest.status:
        return Finding(False, "it passes on what browsers claim: let it set X-Forwarded-Proto and X-Forwarded-For.")
    cookies = honest.headers.get_all("Set-Cookie") or []
    if not cookies or any("__Host-" not in each or "Secure" not in each or "HttpOnly" not in each for each in cookies):
        return Finding(False, "cookies do not come through as they were sent: take cookie rules out of the proxy.")
    if "max-age" not in (honest.headers.get("Strict-Transport-Security") or ""):
        return Finding(False, "headers get lost in it: let it pass on every header of the program.")
    return Finding(True, "it says by itself how people came; cookies stay with https and out of scripts.")


def _door(given: options.Options) -> ssl.SSLSocket:
    """A TLS connection as a browser opens one, but to this machine: who the certificate is from is not judged here."""
    origin = urlsplit(given.origin)
    port = origin.port or 443
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        line = socket.create_connection(("127.0.0.1", port), timeout=SECONDS)
        return context.wrap_socket(line, server_hostname=origin.hostname)
    except ssl.SSLError as error:
        raise _Nobody(f"port {port} refuses TLS for {origin.hostname}: name it in the proxy.") from error
    except OSError as error:
        raise _Nobody(f"nobody answers on port {port} of this machine: start the proxy.") from error


class _Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.headers = response.status, response.headers


def _asked(given: options.Options, claims: dict[str, str] | None = None) -> _Answer:
    host = urlsplit(given.origin).netloc
    line = http.client.HTTPConnection(host, timeout=SECONDS)
    line.sock = _door(given)
    try:
        line.request("GET", "/account/login/", headers=claims or {})
        return _Answer(line.getresponse())
    except (OSError, http.client.HTTPException) as error:
        raise _Nobody("the proxy breaks off: see its log.") from error
    finally:
        line.close()


def _is_for(shown: x509.Certificate, host: str) -> bool:
    try:
        names = shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    wanted = {host.lower(), f"*.{host.lower().partition('.')[2]}"}
    return bool(wanted & {name.lower() for name in names.get_values_for_type(x509.DNSName)})


def _renews_itself(shown: x509.Certificate) -> bool:
    """One that lives for days only comes from a program that makes the next: Caddy's own authority, or ACME."""
    return shown.not_valid_after_utc - shown.not_valid_before_utc < timedelta(days=8)
