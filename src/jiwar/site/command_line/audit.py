"""Check the audit's chain of every group and name the first link that does not hold."""

import argparse

from jiwar.site.command_line import chosen, django_start


def declare(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help="check the chain", description=__doc__, allow_abbrev=False)
    verify.add_argument("--group", help="name of one group (default: all)")


def run(arguments: argparse.Namespace) -> int:
    django_start.start()
    django_start.founded()
    from jiwar.foundation.audit.verification import verify

    verdicts = [verify(group) for group in chosen.groups(arguments.group)]
    for verdict in verdicts:
        waiting = f", {verdict.waiting} entries wait to be chained" if verdict.waiting else ""
        if verdict.holds:
            print(f"{verdict.group}: the chain holds, {verdict.checked} links checked{waiting}.")
        else:
            print(f"{verdict.group}: BROKEN at {verdict.problem} ({verdict.checked} links before it hold{waiting}).")
    return 0 if all(verdict.holds for verdict in verdicts) else 1
