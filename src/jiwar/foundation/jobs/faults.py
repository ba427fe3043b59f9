"""What is written down about a failure: its kind and where it happened, never its message, which may quote a value."""

import traceback
from types import TracebackType


def kind(error: BaseException) -> str:
    """The exception's class with its module."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def places(trace: TracebackType | None) -> str:
    """File, line and function of every frame, outermost first."""
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace))
