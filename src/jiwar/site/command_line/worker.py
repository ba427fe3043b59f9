"""Run queued tasks and recurring jobs. `jiwar serve` starts one by itself; run more only beside PostgreSQL."""

import argparse
import os
import signal
import threading
from collections.abc import Callable

from jiwar.site.command_line import django_start


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--parent", type=int, help="end when this process is no longer the parent")
    command.add_argument(
        "--unlocked-by", type=int, metavar="FD", help="where the parent hands over what opens the keys"
    )


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    from jiwar.foundation.jobs.worker import Worker
    from jiwar.site.backups import erased
    from jiwar.site.keyring import handing_over

    handing_over.receive(arguments.unlocked_by)
    erased.check_finished(given)
    django_start.founded()
    django_start.keys_open(given)

    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: worker.stop())
    if arguments.parent:
        threading.Thread(target=_end_with, args=(arguments.parent, worker.stop), daemon=True).start()
    worker.run()
    return 0


def _end_with(parent: int, stop: Callable[[], None]) -> None:
    pause = threading.Event()
    while os.getppid() == parent:
        pause.wait(2)
    stop()
