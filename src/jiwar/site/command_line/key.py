"""Make, check, guard, split, recover and change the keys without which nothing sealed can be read."""

import argparse
from pathlib import Path

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal


def declare(command: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a key file where there is none", allow_abbrev=False)
    create.add_argument("--passphrase", action="store_true", help="lock it by a passphrase, which is asked for")
    create.add_argument("--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from its first line")
    protect = actions.add_parser("protect", help="lock the key file by a passphrase, or change it", allow_abbrev=False)
    protect.add_argument("--passphrase-file", type=Path, metavar="FILE", help="read the new one from its first line")
    protect.add_argument(
        "--open", action="store_true", help="take the passphrase off, for a disk that is itself locked"
    )


def run(arguments: argparse.Namespace) -> int:
    doing = {"create": _create, "protect": _protect}
    return doing[arguments.action](arguments)


def _create(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    from jiwar.foundation.vault import custody
    from jiwar.site.keyring import asking, guarding

    if custody.key_file(given.keys).exists():
        raise Refusal(f"A key file already exists at {custody.key_file(given.keys)}; it is never overwritten.")
    locked = arguments.passphrase or arguments.passphrase_file
    store = guarding.create(given, asking.for_a_new_one(arguments.passphrase_file) if locked else None)
    print(f"{store.path} is made{', and opens with its passphrase only' if locked else ''}.")
    print("jiwar setup puts the group's key into it and prints the recovery sheet.")
    return 0


def _protect(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    from jiwar.foundation.vault import custody
    from jiwar.site.keyring import asking, guarding

    custody.load(given.keys)
    if arguments.open and arguments.passphrase_file:
        raise Refusal("A passphrase is either put on or taken off: name --open or --passphrase-file, not both.")
    guarding.protect(given, None if arguments.open else asking.for_a_new_one(arguments.passphrase_file))
    if arguments.open:
        print("The key file opens without a passphrase. Keep it on a disk that is itself locked.")
    else:
        print("The key file opens with the new passphrase only. The recovery sheet and shares need none.")
    print("Start jiwar serve anew: what runs now knows the keys under the old lock only.")
    return 0
