"""Every deadline of a procedure, nearest first, from the events given: by when, on what basis, and why.

  jiwar deadline --procedure tr --track removal --event deportation-decision-notified=2026-03-02

A date may name its calendar (hijri:1447-09-13) and leave out the day or the month. Research data, not legal advice.
"""

import argparse
import json
from datetime import date
from typing import Any

from jiwar.site.command_line.refusal import Refusal


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--procedure", required=True, help="its id, see jiwar procedures list")
    command.add_argument("--track", required=True, help="the track of the procedure")
    command.add_argument("--event", action="append", default=[], metavar="EVENT=DATE", help="what happened; repeat")
    command.add_argument("--today", help="the day to count from, 2026-03-02 (default: today)")
    command.add_argument("--country", default="", help="where UNHCR decides: the country whose days of rest count")
    command.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    from jiwar.knowledge.procedures import QuestionError, deadlines_for

    try:
        answer = deadlines_for(
            procedure=arguments.procedure,
            track=arguments.track,
            events=_events(arguments.event),
            today=_today(arguments.today),
            host_country=arguments.country.upper(),
        )
    except QuestionError as error:
        raise Refusal(str(error)) from error
    print(json.dumps(answer, ensure_ascii=False, indent=2) if arguments.json else _readable(answer))
    return 0


def _events(given: list[str]) -> dict[str, list[str]]:
    events: dict[str, list[str]] = {}
    for text in given:
        event, equals, day = text.partition("=")
        if not (event and equals and day):
            raise Refusal(f"The event '{text}' cannot be read: write it as EVENT=DATE, refusal-notified=2026-03-02.")
        events.setdefault(event.strip(), []).append(day.strip())
    return events


def _today(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(
            f"The day '{text}' of --today does not exist or cannot be read: write it as 2026-03-02."
        ) from None


def _readable(answer: dict[str, Any]) -> str:
    lines: list[str] = []
    for deadline in answer["deadlines"]:
        lines += [f"{_when(deadline)}  {deadline['action']}", f"    {deadline['id']}: {deadline['legal_basis']}"]
        lines += [f"    · {step}" for step in deadline["why"]]
    lines += [f"Take care: {warning}" for warning in answer["warnings"]]
    return "\n".join(lines) or "No deadline follows from these events."


def _when(deadline: dict[str, Any]) -> str:
    if deadline["safe"]:
        return f"safe {deadline['safe']}, due {deadline['due']}"
    if deadline["due"]:
        return f"due {deadline['due']}"
    if deadline["precaution"]:
        return f"as a precaution {deadline['precaution']}"
    if deadline["no_limit"]:
        return "no limit in the law"
    if deadline["known"]:
        return "no date may be computed: ask a lawyer now" if deadline["compute"] == "no" else "not begun"
    return "time limit not verified: ask a lawyer now"
