"""The log tells faults, not people."""

import logging
import sys

import pytest

from jiwar.site.logs import Discreet, masked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Not Found: /people/?q=Amina", "Not Found: /people/?…"),
        ("/people/0b5f9d0e-3c1a-4a55-9d3b-1c1d8a0f7e11/notes", "/people/<id>/notes"),
        ("/calendar/kJ8sXw2pQz7LmN4vRt6YbC1d/feed.ics", "/calendar/<secret>/feed.ics"),
        ("sent to 905551234567", "sent to <n>"),
    ],
)
def test_addresses_lose_what_points_at_somebody(written: str, kept: str) -> None:
    assert masked(written) == kept


def test_a_line_stays_one_line_and_an_exception_loses_its_message() -> None:
    try:
        raise KeyError("Amina Yusuf")
    except KeyError:
        fault = sys.exc_info()
    record = logging.LogRecord("jiwar", logging.ERROR, __file__, 1, "forged\nline %s", ("x",), fault)
    text = Discreet().format(record)
    assert text.splitlines()[0].endswith("ERROR jiwar: forged⏎line x")
    assert "builtins.KeyError (message withheld)" in text
    assert "test_logs.py" in text
    assert "Amina" not in text
