"""What the program writes to its log: enough to find a fault, nothing about a person.

Addresses lose their query and their references, and an exception shows its kind and where it happened, not its message:
messages of databases and parsers repeat the values they stumbled on.
"""

import logging
import re
from types import TracebackType

from jiwar.foundation.jobs.faults import kind, places

NOT_OURS, REFUSED = "Not Found: no address of ours", "A request was refused"
_BREAK = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_QUERY = re.compile(r"\?\S*")
_REFERENCE = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_LONG_NUMBER = re.compile(r"\d{5,}")
_SECRET_PART = re.compile(r"(?<=/)[A-Za-z0-9_\-]{20,}(?=[/.\s]|$)")


def masked(text: str) -> str:
    """The text without queries, references, long numbers and secret parts of addresses."""
    for pattern, instead in ((_QUERY, "?…"), (_REFERENCE, "<id>"), (_SECRET_PART, "<secret>"), (_LONG_NUMBER, "<n>")):
        text = pattern.sub(instead, text)
    return text


def _said(record: logging.LogRecord) -> str:
    """The message; but not what somebody typed where an address or the name of a host belongs."""
    if record.name.startswith("django.security.") and record.exc_info:
        return f"{REFUSED} ({record.name.rpartition('.')[2]})"
    unknown = getattr(getattr(record, "request", None), "resolver_match", None) is None
    if unknown and getattr(record, "status_code", None) in (400, 404):
        return NOT_OURS
    return record.message


class Discreet(logging.Formatter):
    """Formats every record of the program."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _BREAK.sub("⏎", masked(_said(record)))
        return super().formatMessage(record)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        _, error, trace = ei
        return f"{places(trace)}\n  {kind(error) if error else 'no exception'} (message withheld)"
