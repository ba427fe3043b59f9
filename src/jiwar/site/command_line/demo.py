"""Tell the story of an invented group into an empty home: staff, people, cases, deadlines.

The same seed tells the same story.
"""

import argparse

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seed", type=int, default=1, help="which story (default: 1)")
    command.add_argument("--people", type=int, default=300, help="about how many people (default: 300)")
    command.add_argument("--if-absent", action="store_true", help="do nothing when there is a group already")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.reachable()
    django_start.migrate()
    from jiwar.foundation.groups.models import Group
    from jiwar.site import demonstration

    if Group.objects.exists():
        if arguments.if_absent:
            return 0
        raise Refusal("There is a group here already; an invented one is told into an empty home only (JIWAR_HOME).")
    if not 1 <= arguments.people <= 5000:
        raise Refusal("The number of people must lie between 1 and 5000.")
    demonstration.tell(given, seed=arguments.seed, people=arguments.people)
    if not arguments.if_absent:
        # `jiwar serve`, which follows, shows them again.
        demonstration.print_sign_ins(given.home)
    return 0
