"""Look through the whole register for people who are registered twice.

  jiwar duplicates find

Likely pairs go into the queue under Possible duplicates; nothing is linked without a person's word. What was decided is
left alone. It may be interrupted: the next time it goes on. Names are opened in memory only; the desk can be used.
"""

import argparse
import os

from jiwar.site.command_line import chosen, django_start
from jiwar.site.command_line.refusal import Refusal

_NICE = 10


def declare(command: argparse.ArgumentParser) -> None:
    steps = command.add_subparsers(dest="step", metavar="STEP", required=True)
    find = steps.add_parser("find", help="score the register and queue likely pairs", allow_abbrev=False)
    find.add_argument("--group", help="only the group of this name (default: all)")
    find.add_argument("--quiet", action="store_true", help="say only what was found")


def run(arguments: argparse.Namespace) -> int:
    django_start.start()
    from jiwar.casework.people.duplicates import finding
    from jiwar.foundation.groups.context import acting_for

    missing = finding.missing_packages()
    if missing:
        raise Refusal(
            f"This needs {' and '.join(missing)}: install them with make match, or pip install 'jiwar[match]'."
        )
    django_start.founded()
    os.nice(_NICE)
    for group in chosen.groups(arguments.group):
        with acting_for(group):
            outcome = finding.find(_silent if arguments.quiet else _say)
        print(f"{group.name}: {outcome.people} records, {outcome.queued} likely pairs for the queue.")
    return 0


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _silent(_sentence: str) -> None:
    return
