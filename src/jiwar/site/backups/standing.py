"""How old the last backup and the last rehearsal are, and when that is too old. Read by the page and by the doctor."""

from datetime import UTC, datetime, timedelta

from jiwar.site.options import Options

OLDEST_BACKUP = timedelta(hours=36)
OLDEST_REHEARSAL = timedelta(days=31)


def last_backup(given: Options) -> datetime | None:
    """When the last backup was written, wherever to; None where none ever was."""
    try:
        return datetime.fromtimestamp(given.last_backup.stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def is_old(at: datetime | None, oldest: timedelta) -> bool:
    """Too long ago, never, or further in the future than a clock goes wrong by itself."""
    now = datetime.now(UTC)
    return at is None or now - at > oldest or at - now > timedelta(hours=1)
