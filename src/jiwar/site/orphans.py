"""A server process does not outlive the command that started it."""

import ctypes
import os
import signal

PARENT = "_JIWAR_SERVED_BY"
_SET_PARENT_DEATH_SIGNAL = 1


def end_with_parent() -> None:
    """Ask the kernel to end this process when the one that serves is gone; nothing outside `jiwar serve`."""
    parent = os.environ.get(PARENT)
    if parent is None or int(parent) == os.getpid():
        return
    ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != int(parent):
        # It went before the kernel was asked.
        os._exit(1)
