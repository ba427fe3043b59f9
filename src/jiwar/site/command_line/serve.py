"""Serve the desk, with the background worker beside it. Ctrl-C ends both.

Before the first page the database is brought up to the program (after a copy, where it holds data) and the style
sheets, scripts and fonts are prepared; both take no time when nothing has changed.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
import time

from jiwar.site import options
from jiwar.site.command_line import django_start
from jiwar.site.command_line.refusal import Refusal

SECONDS_TO_END = 15


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--bind", help="address to listen on (default: JIWAR_BIND, 127.0.0.1)")
    command.add_argument("--port", type=int, help="port to listen on (default: JIWAR_PORT, 8000)")
    command.add_argument("--no-worker", action="store_true", help="serve pages only; `jiwar worker` runs elsewhere")


def run(arguments: argparse.Namespace) -> int:
    given = django_start.start()
    bind, port = arguments.bind or given.bind, arguments.port or given.port
    _check_free(bind, port)
    _prepare(given)
    _greet(given)
    beside = None if arguments.no_worker else Beside()
    try:
        _serve(given, bind, port)
    finally:
        if beside:
            beside.end()
    return 0


def _check_free(bind: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            remedy = "stop what listens there, or choose another with --port"
            raise Refusal(f"Address {bind} port {port} cannot be used ({error.strerror}): {remedy}.") from error


def _prepare(given: options.Options) -> None:
    from jiwar.site import assets
    from jiwar.site.backups import erased, snapshot

    erased.check_finished(given)
    django_start.reachable()
    if django_start.waiting_migrations():
        snapshot.copy_before_migrating(given)
    django_start.migrate()
    snapshot.migrated(given)
    assets.prepare(given.static)

    from jiwar.foundation.groups.models import Group

    if not Group.objects.exists():
        raise Refusal("There is no group yet: run jiwar setup for a real one, or jiwar demo for an invented one.")
    # The server's processes are forked from this one: what opens the keys is asked for once, here.
    django_start.keys_open(given)


def _greet(given: options.Options) -> None:
    from jiwar.site import demonstration

    demonstration.print_sign_ins(given.home)
    print(f"Jiwar is served at {given.origin} (Ctrl-C ends it).", flush=True)


def _serve(given: options.Options, bind: str, port: int) -> None:
    from django.db import connections
    from granian.constants import Interfaces
    from granian.server import Server

    from jiwar.site import orphans

    # The server's processes are forked from this one: they share its memory, and must not share its connections.
    connections.close_all()
    for alias in connections:
        if pool := getattr(connections[alias], "close_pool", None):
            pool()
    os.environ[orphans.PARENT] = str(os.getpid())
    Server(
        "jiwar.site.wsgi:application",
        address=bind,
        port=port,
        interface=Interfaces.WSGI,
        workers=given.processes,
        blocking_threads=given.threads,
        backlog=1024,
        log_access=False,
        log_level="warning",  # type: ignore[arg-type]  # the enum's values are accepted
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_END,
    ).serve()


class Beside:
    """The background worker as a child process, started again when it dies."""

    def __init__(self) -> None:
        self._ending = threading.Event()
        self._child = self._start()
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)
        self._watch.start()

    def end(self) -> None:
        """Ask the worker to finish its work at hand, and wait for it."""
        self._ending.set()
        self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._child.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        from jiwar.site.keyring import handing_over

        with handing_over.offered() as descriptor:
            command = [sys.executable, "-m", "jiwar.site.command_line", "worker", "--parent", str(os.getpid())]
            return subprocess.Popen([*command, "--unlocked-by", str(descriptor)], pass_fds=(descriptor,))

    def _keep_alive(self) -> None:
        while not self._ending.is_set():
            self._child.wait()
            if not self._ending.is_set():
                print("jiwar serve: the background worker ended and is started again.", file=sys.stderr)
                time.sleep(2)
                self._child = self._start()
