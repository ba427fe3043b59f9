"""Look at the installation and say what is well, what is not, and what to do. Exit status 1 when something is not."""

import argparse

from jiwar.site.command_line.refusal import Refusal


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--deploy", action="store_true", help="look at how it stands on this machine, too")
    command.add_argument("--quiet", action="store_true", help="show only what is not well")


def run(arguments: argparse.Namespace) -> int:
    from jiwar.site import deployment, examination

    findings = 0
    besides = deployment.EXAMINATIONS if arguments.deploy else ()
    for name, look in (*examination.EXAMINATIONS, *besides):
        try:
            found = look()
        except Refusal as refusal:
            found = examination.Finding(well=False, text=str(refusal))
        except Exception as error:
            found = examination.Finding(well=False, text=f"could not be looked at ({type(error).__name__}).")
        findings += not found.well
        if not (found.well and arguments.quiet):
            print(f"{'ok ' if found.well else 'NOT'}  {name:<12} {found.text}")
    print("Nothing to do." if not findings else f"{findings} to look after.")
    return 1 if findings else 0
