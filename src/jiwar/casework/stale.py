"""Two people changed the same thing. The page shows both versions and keeps what was typed."""


class Stale(Exception):
    """What is stored has moved on since `seen` was shown. `now` is the version stored."""

    def __init__(self, *, seen: int, now: int) -> None:
        super().__init__(f"version {seen} was shown, version {now} is stored")
        self.seen = seen
        self.now = now
