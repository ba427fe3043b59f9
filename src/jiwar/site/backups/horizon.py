"""Until when backups of this machine hold what is erased now: told to the room that erases."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from jiwar.casework.erasing.horizon import Horizon
from jiwar.site import options
from jiwar.site.backups import writing
from jiwar.site.backups.rotation import own_backups

ONE_A_NIGHT = timedelta(days=1)


def horizon() -> Horizon:
    """From the backups that lie there, how far they are apart, and how many the last order keeps."""
    given = options.read()
    last = writing.last_noted(given)
    ordered = last.get("kept") or last
    folder = Path(ordered["path"]).parent if "path" in ordered else given.home / "backups"
    written = sorted(written_at(path) for path in own_backups(folder))
    keep = ordered.get("keep")
    if not written:
        return Horizon(0, datetime.now(UTC).date() if "path" not in last else None)
    if keep is None:
        return Horizon(len(written), None)
    apart = (written[-1] - written[0]) / (len(written) - 1) if len(written) > 1 else ONE_A_NIGHT
    return Horizon(len(written), (datetime.now(UTC) + max(apart, ONE_A_NIGHT / 24) * keep).date() + ONE_A_NIGHT)


def written_at(path: Path) -> datetime:
    """By the name it was given, which a copy keeps."""
    return datetime.strptime(path.name, "jiwar-%Y%m%d-%H%M%S.age").replace(tzinfo=UTC)
