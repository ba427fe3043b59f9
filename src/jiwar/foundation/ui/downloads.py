"""What is to be saved, never shown by the browser, and kept by nobody on the way."""

from typing import Final

from django.http.response import HttpResponseBase

SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"


def to_be_saved(response: HttpResponseBase, *, disposition: str) -> None:
    """Sets the headers. `disposition`: without a person's name, for it stands in a list of downloads."""
    response.headers["Content-Disposition"] = disposition
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
