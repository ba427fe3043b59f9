"""What this room says to the others when the program starts."""


def declare() -> None:
    """Called by the app's `ready`."""
