"""The command `jiwar`. Every command is one module with `declare` (its arguments) and `run` (what it does).

Exit status: 0 done, 1 findings or a check that failed, 2 the command could not be carried out, with one sentence on
stderr. Modules import Django only when they run: `deadline` and `procedures` answer without it.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from jiwar.site.command_line import (
    audit,
    backup,
    deadline,
    demo,
    doctor,
    duplicates,
    import_people,
    key,
    procedures,
    rehearse,
    restore,
    serve,
    setup,
    worker,
)
from jiwar.site.command_line.refusal import Refusal

COMMANDS = (
    serve, setup, demo, deadline, procedures, audit, import_people, duplicates, backup, restore, rehearse, key,
    doctor, worker,
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {_sentence(message)} See {self.prog} --help.", file=sys.stderr)
        raise SystemExit(2)


def parser() -> argparse.ArgumentParser:
    """The whole grammar of the command."""
    whole = Parser(prog="jiwar", description="The working system of an asylum assistance group.", allow_abbrev=False)
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        summary = (module.__doc__ or "").strip().splitlines()[0]
        command = commands.add_parser(name, help=summary, description=module.__doc__, allow_abbrev=False)
        command.formatter_class = argparse.RawDescriptionHelpFormatter
        module.declare(command)
        command.set_defaults(run=module.run)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except Refusal as refusal:
        print(f"jiwar {given.command}: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("JIWAR_DEBUG"):
            raise
        print(f"jiwar {given.command}: {_unforeseen(error)}", file=sys.stderr)
        return 2


def _unforeseen(error: Exception) -> str:
    # Options and keys carry sentences of their own; anything else shows its kind only, since messages may quote data.
    if type(error).__module__ in ("jiwar.site.options", "jiwar.foundation.vault.passphrase"):
        return str(error)
    return f"something broke ({type(error).__name__}); run jiwar doctor, or set JIWAR_DEBUG=1 to see where."


def _sentence(message: str) -> str:
    message = message.strip().rstrip(".")
    return f"{message[:1].upper()}{message[1:]}."
