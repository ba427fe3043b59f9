"""Make a real group: what it is called, where it works, its first administrator and data guardian, and its keys.

Asks for what is not given. Passwords are typed or read from files, never given as arguments. At the end a recovery
sheet is printed once: without it nothing can be read when the server is lost.
"""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal

if TYPE_CHECKING:
    from jiwar.site.founding import Person, Plan


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", help="name of the group, as on its letters")
    command.add_argument("--country", help="country, two letters (ISO 3166-1): TR, EG, LB")
    command.add_argument("--language", action="append", help="language of the desk (en, ar, fr); repeat, default first")
    command.add_argument("--office", action="append", help="name of an office; repeat for more")
    command.add_argument("--time-zone", help="such as Europe/Istanbul")
    command.add_argument("--months", help="Arabic names of months: levantine, egyptian, maghrebi")
    command.add_argument("--digits", help="latn (123), arab (١٢٣) or arabext (۱۲۳)")
    for office in ("administrator", "guardian"):
        command.add_argument(f"--{office}", help=f"user name of the first {office}")
        command.add_argument(f"--{office}-name", help=f"name of the first {office}, as colleagues see it")
        command.add_argument(f"--{office}-password-file", type=Path, help="file whose first line is the password")
    command.add_argument("--sheet", type=Path, help="write the recovery sheet here instead of printing it")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    django_start.reachable()
    django_start.migrate()
    from jiwar.foundation.vault import custody
    from jiwar.site import founding, recovery

    if arguments.sheet and arguments.sheet.exists():
        raise Refusal(f"{arguments.sheet} exists already; choose another place for the recovery sheet.")
    plan = _plan(arguments)
    against = founding.faults(plan)
    if against:
        raise Refusal(" ".join(against))
    group = founding.found(given, plan)
    text = recovery.sheet(custody.load(given.keys), [(group.id, group.name)])
    if arguments.sheet:
        arguments.sheet.touch(mode=0o600)
        arguments.sheet.write_text(text, encoding="utf-8")
        print(f"The recovery sheet is in {arguments.sheet}: print it twice, then delete the file.")
    else:
        print(text)
    print(f"{group.name} is ready. Start it with jiwar serve; sign in as {plan.administrator.username}.")
    if given.database == "postgres" and given.database_owner in ("", given.database_user):
        print("The server's role owns its tables. Two roles are firmer: see 'SQLite or PostgreSQL' in docs/running.md.")
    print(
        "The keys: lock their file (jiwar key protect), or print them as shares for several people (jiwar key split)."
    )
    print("Both people should add a passkey or an authenticator at their first sign-in.")
    return 0


def _plan(arguments: argparse.Namespace) -> "Plan":
    from jiwar.site import founding

    name = arguments.name or _ask("Name of the group")
    country = arguments.country or _ask("Country (two letters)")
    languages = arguments.language or _ask("Languages of the desk, first the default (en ar fr)", "en").split()
    offices = arguments.office or [_ask("Name of the first office", "Main office")]
    time_zone = arguments.time_zone or _ask("Time zone (such as Europe/Istanbul)")
    months = arguments.months or _ask("Arabic names of months (levantine, egyptian, maghrebi)", "egyptian")
    digits = arguments.digits or _ask("Digits (latn, arab, arabext)", "latn")
    return founding.Plan(
        name=name,
        country=country.upper(),
        languages=tuple(languages),
        offices=tuple(offices),
        time_zone=time_zone,
        months=months,
        digits=digits,
        administrator=_person(arguments, "administrator"),
        guardian=_person(arguments, "guardian"),
    )


def _person(arguments: argparse.Namespace, office: str) -> "Person":
    from jiwar.site.founding import Person

    title = "data guardian" if office == "guardian" else office
    username = getattr(arguments, office) or _ask(f"User name of the first {title}")
    name = getattr(arguments, f"{office}_name") or _ask(f"Name of the first {title}")
    file: Path | None = getattr(arguments, f"{office}_password_file")
    return Person(username, name, _password_in(file) if file else _asked_password(title))


def _password_in(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"The password file {file} cannot be read.") from error
    return lines[0] if lines else ""


def _asked_password(title: str) -> str:
    if not sys.stdin.isatty():
        raise Refusal(f"The password of the {title} is not given, and nobody is at the keyboard; use a password file.")
    password = getpass.getpass(f"Password of the {title} (15 characters or more): ")
    if getpass.getpass("Once more: ") != password:
        raise Refusal("The two passwords differ; begin again.")
    return password


def _ask(question: str, default: str = "") -> str:
    if not sys.stdin.isatty() and default:
        return default
    if not sys.stdin.isatty():
        raise Refusal(f"'{question}' is not answered, and nobody is at the keyboard; see jiwar setup --help.")
    answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip()
    return answer or default
