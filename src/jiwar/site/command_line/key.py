"""Make, check, guard, split, recover and change the keys without which nothing sealed can be read."""

import argparse
import time
from pathlib import Path

from jiwar.site.command_line import chosen, django_start
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
    check = actions.add_parser("check", help="see whether the keys open what they should", allow_abbrev=False)
    check.add_argument("--group", help="name of one group (default: all)")
    rotate = actions.add_parser("rotate", help="change a group's key while people work", allow_abbrev=False)
    rotate.add_argument("--group", help="name of the group; needed where there are several")
    rotate.add_argument("--deep", action="store_true", help="renew the keys of the files' parts as well")
    rotate.add_argument("--prepare", action="store_true", help="only put the newer key into the key file, unused")
    rotate.add_argument("--wait", action="store_true", help="do the background work here, and wait until all is done")
    split = actions.add_parser("split", help="print shares, or the recovery sheet anew", allow_abbrev=False)
    split.add_argument("--of", type=int, default=3, help="how many shares (3); 1 is the recovery sheet")
    split.add_argument("--needed", type=int, default=2, help="how many of them open the keys (2)")
    split.add_argument("--to", type=Path, metavar="FOLDER", help="write a file a page there instead of printing them")
    recover = actions.add_parser("recover", help="make the key file from paper", allow_abbrev=False)
    recover.add_argument("--copy", type=Path, metavar="FILE", help="the sealed copy of the keys (.keys.age)")
    recover.add_argument("--share", action="append", type=Path, metavar="FILE", help="a share as text; repeat")
    recover.add_argument("--sheet", type=Path, metavar="FILE", help="the recovery sheet; '-' reads what is typed")
    recover.add_argument("--rehearse", action="store_true", help="only say whether it opens the keys of now")


def run(arguments: argparse.Namespace) -> int:
    doing = {
        "create": _create,
        "protect": _protect,
        "check": _check,
        "rotate": _rotate,
        "split": _split,
        "recover": _recover,
    }
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


def _check(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.founded()
    from jiwar.site.keyring import checking

    well = True
    for found in checking.check(given, chosen.groups(arguments.group)):
        print(f"{'ok ' if found.well else 'NOT'}  {found.text}")
        well = well and found.well
    return 0 if well else 1


def _rotate(arguments: argparse.Namespace) -> int:
    django_start.start()
    django_start.founded()
    from jiwar.foundation.groups.context import acting_for
    from jiwar.foundation.vault import changing as steadiness
    from jiwar.foundation.vault import keys
    from jiwar.site.keyring import changing

    groups = chosen.groups(arguments.group)
    if len(groups) > 1:
        raise Refusal("There are several groups: name the one whose key is to be changed with --group.")
    with acting_for(groups[0]), keys.session():
        if arguments.prepare:
            changing.prepare()
            print("The newer key lies in the key file, unused. Copy that file to every machine, then run it again.")
            return 0
        try:
            changing.begin(deep=arguments.deep)
        except steadiness.NotStill as busy:
            raise Refusal(str(busy)) from busy
        print(f"{groups[0].name} has a newer key. What is new lies under it from now on.")
        while arguments.wait and changing.go_on(60.0):
            time.sleep(1)
    if arguments.wait:
        print("Nothing needs the key before any more; it is gone from the key file.")
    else:
        print("The worker makes the rest anew and lets the key before go; jiwar key check shows how far it is.")
    print("Print a new recovery sheet or new shares now (jiwar key split). Backups of before need the old one.")
    return 0


def _split(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.founded()
    from jiwar.foundation.vault import custody
    from jiwar.site import recovery
    from jiwar.site.keyring import audit_kinds, pages, rehearsing, shares

    store = custody.load(given.keys)
    named = [(group.id, group.name) for group in chosen.groups(None) if group.id in store.groups]
    if arguments.to and arguments.to.exists() and any(arguments.to.iterdir()):
        raise Refusal(f"{arguments.to} is not empty; choose another folder for the pages.")
    if arguments.of == 1:
        texts = {"sheet.txt": recovery.sheet(store, named)}
    else:
        made = shares.split(given, needed=arguments.needed, of=arguments.of)
        names = [name for _id, name in named]
        texts = {
            f"share-{number}-of-{arguments.of}.txt": pages.share_page(made.shares, number, words, names)
            for number, words in enumerate(made.words, 1)
        }
    rehearsing.note(audit_kinds.SPLIT, {"needed": min(arguments.needed, arguments.of), "of": arguments.of})
    _hand_out(texts, arguments.to)
    if arguments.of > 1:
        print(
            "Give each page to another person. Run jiwar backup now: a sealed copy of the keys lies beside each backup"
        )
        print("from now on, and these shares open it. Then see that they do: jiwar key recover --rehearse.")
    return 0


def _hand_out(texts: dict[str, str], folder: Path | None) -> None:
    if folder is None:
        print("\f".join(texts.values()))
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).touch(mode=0o600)
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{len(texts)} pages lie in {folder}: print each once, then delete the folder.")


def _recover(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    from jiwar.foundation.vault import custody
    from jiwar.site import recovery
    from jiwar.site.keyring import collecting, rehearsing, shares

    if arguments.sheet and (arguments.share or arguments.copy):
        raise Refusal("The keys come from the sheet or from shares: name --sheet alone, or --copy and --share.")
    if arguments.rehearse:
        django_start.founded()
        custody.load(given.keys)
        if arguments.sheet:
            rehearsing.with_sheet(given, recovery.from_sheet(arguments.sheet))
        else:
            rehearsing.with_shares(given, collecting.collect(arguments.share or []), arguments.copy)
        print("They open the keys of now. Nothing was changed; the day is kept.")
        return 0
    if custody.key_file(given.keys).exists():
        raise Refusal(f"A key file already exists at {custody.key_file(given.keys)}; it is never overwritten.")
    if not (arguments.sheet or arguments.copy):
        raise Refusal("Name the sheet (--sheet), or the sealed copy that lies beside a backup (--copy).")
    found = (
        recovery.from_sheet(arguments.sheet)
        if arguments.sheet
        else shares.opened_copy(arguments.copy, collecting.collect(arguments.share or []))
    )
    found.write(given.keys)
    print(f"{custody.key_file(given.keys)} is written, with the keys of {len(found.groups)} groups and no passphrase.")
    print("Now run jiwar restore with the backup, or jiwar key protect.")
    return 0
