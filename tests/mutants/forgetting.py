"""What the program keeps from one question to the next, taken away: a fault must not hide behind an earlier answer."""

import functools
import gc

ROOMS = ("jiwar.foundation.",)


class Kept:
    """Found once, for looking through everything alive takes a while."""

    def __init__(self) -> None:
        # Not before pytest has begun: whoever tries a fault at import has nothing of the program in memory.
        from jiwar.foundation.groups.statements import Statement
        from jiwar.foundation.vault import keys

        self.last_read = keys._last_read
        alive = gc.get_objects()
        self.statements = [each for each in alive if type(each) is Statement]
        self.caches = [
            each
            for each in alive
            if type(each) is functools._lru_cache_wrapper and str(each.__module__).startswith(ROOMS)
        ]

    def forget(self) -> None:
        for statement in self.statements:
            statement._compiled.clear()
        for cache in self.caches:
            cache.cache_clear()
        self.last_read.clear()
