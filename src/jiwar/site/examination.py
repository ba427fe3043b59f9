"""What `jiwar doctor` looks at. Each examination says whether it is well, and otherwise what to do."""

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jiwar.site import options
from jiwar.site.backups import standing
from jiwar.site.command_line import django_start

FREE_BYTES = 2 * 1024**3
OLDEST_SIGNATURES = timedelta(days=7)
DRAWING = (
    ("libpango-1.0.so.0", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset0"),
    ("libfontconfig.so.1", "fontconfig"),
)
"""What draws letters, and the package it comes with."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`text` says how it stands and, where it is not well, what to do."""

    well: bool
    text: str


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    well = sys.version_info[:2] == (3, 11)
    debians = Path(sys.executable).resolve().parent == Path("/usr/bin")
    hint = "" if debians else "; Debian's own (/usr/bin/python3.11) is 15 to 25 % faster"
    return Finding(well, f"{version}{hint}." if well else f"{version}; Python 3.11 is needed.")


def _settings() -> Finding:
    given = django_start.start()
    known = {described.variable for described in options.described()}
    unknown = sorted(
        name for name in os.environ if name.startswith("JIWAR_") and name not in known and "_TEST_" not in name
    )
    if unknown:
        return Finding(False, f"{', '.join(unknown)} is no option; correct the name or take it out.")
    if given.debug:
        return Finding(False, "JIWAR_DEBUG is on: error pages show what people told us; take it out.")
    return Finding(True, f"home {given.home}, {given.database}, {given.origin}.")


def _packages() -> Finding:
    wanted = {}
    if options.read().database == "postgres" and not any(Path("/usr/lib/postgresql").glob("*/bin/pg_dump")):
        wanted["pg_dump"] = "postgresql-client-15"
    missing = sorted(package for program, package in wanted.items() if shutil.which(program) is None)
    missing += [package for library, package in DRAWING if not _loads(library)]
    if missing:
        return Finding(False, f"run apt-get install -y --no-install-recommends {' '.join(missing)}.")
    return Finding(True, "what the program calls is installed.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _database() -> Finding:
    from django.db import connection

    if connection.vendor == "postgresql":
        django_start.reachable()
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                return Finding(False, "the role is a superuser or bypasses row security; make an ordinary one.")
        django_start.founded()
        return _walls()
    django_start.founded()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        if cursor.fetchone()[0] != "ok":
            return Finding(False, "the file is damaged: stop the server and restore the last backup.")
    return Finding(True, "SQLite answers and its file is whole.")


def _walls() -> Finding:
    from django.db import connection

    from jiwar.foundation.groups import walls

    missing = walls.missing(connection)
    if missing:
        return Finding(False, f"{', '.join(missing)} has no wall between groups; jiwar serve raises it.")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relname = ANY(%s) "
            "AND pg_has_role(current_user, relowner, 'USAGE'))",
            [list(walls.walled_tables())],
        )
        owns = cursor.fetchone()[0]
    alone = "; the server's role owns its tables: a second one (JIWAR_DATABASE_OWNER) would be firmer" if owns else ""
    return Finding(True, f"PostgreSQL answers, and every group has its wall{alone}.")


def _migrations() -> Finding:
    newer = django_start.unknown_migrations(django_start.applied_migrations())
    if newer:
        return Finding(False, f"the database comes from a newer program (it knows {newer[0]}): install that one.")
    waiting = django_start.waiting_migrations()
    if waiting:
        return Finding(False, f"{len(waiting)} wait; jiwar serve brings the database up.")
    return Finding(True, "the database fits the program.")


def _keys() -> Finding:
    from jiwar.foundation.groups.models import Group
    from jiwar.foundation.vault import custody

    given = options.read()
    try:
        store = custody.load(given.keys)
        for group in Group.objects.all():
            store.group(group.id)
    except custody.NoKey as missing:
        return Finding(False, str(missing))
    for place in (given.home, given.keys, given.home / "secret-key"):
        if stat.S_IMODE(place.stat().st_mode) & 0o077:
            return Finding(False, f"{place} can be read by others: run chmod go-rwx {place}.")
    lock = "a passphrase guards them" if store.protection else "no passphrase guards them (jiwar key protect)"
    return Finding(True, f"one for every group, readable by this user only; {lock}.")


def _paper() -> Finding:
    from jiwar.site.keyring import checking

    found = checking.paper(options.read())
    return Finding(found.well, found.text)


def _clock() -> Finding:
    now, modified = datetime.now(UTC), datetime(2026, 1, 1, tzinfo=UTC)
    latest = max((path.stat().st_mtime for path in options.read().home.iterdir()), default=0.0)
    if now < modified or datetime.fromtimestamp(latest, UTC) > now + timedelta(hours=1):
        return Finding(False, f"it says {now:%Y-%m-%d %H:%M} UTC, earlier than files in the home: set it (deadlines!).")
    leapt = _leapt()
    if leapt is not None:
        return Finding(
            False, f"it leapt, or the server stood still, until {leapt:%Y-%m-%d %H:%M} UTC: see that it is right."
        )
    return Finding(True, f"{now:%Y-%m-%d %H:%M} UTC.")


def _leapt() -> datetime | None:
    from django.db import DatabaseError

    from jiwar.foundation.jobs import clock

    try:
        return clock.leapt_at()
    except DatabaseError:
        return None  # looked at elsewhere


def _disk() -> Finding:
    free = shutil.disk_usage(options.read().home).free
    text = f"{free / 1024**3:.1f} GB free"
    return Finding(free >= FREE_BYTES, f"{text}." if free >= FREE_BYTES else f"{text}: make room before writing fails.")


def _fonts() -> Finding:
    from jiwar.foundation.ui import fonts

    wanted = [fonts.BUILT / cut.name for cut in fonts.CUTS]
    wanted += [fonts.FOR_PAPER / font.name for font in fonts.PAPER_FONTS]
    missing = [path.name for path in wanted if not path.exists()]
    if missing:
        return Finding(False, f"{', '.join(missing)} is missing: run python -m jiwar.foundation.ui.build.")
    return Finding(True, "built.")


def _scanner() -> Finding:
    from jiwar.foundation.vault import scanning

    if not options.read().clamav:
        return Finding(True, "none: files are sealed as they came (JIWAR_CLAMAV).")
    try:
        name, of = scanning.version()
    except scanning.NoAnswer as fault:
        refused = "no file is taken in" if options.read().clamav_required else "files are taken in unexamined"
        return Finding(False, f"does not answer ({fault}), and {refused}: start clamd, or correct JIWAR_CLAMAV.")
    if of is None or datetime.now(UTC) - of > OLDEST_SIGNATURES:
        when = f"of {of:%Y-%m-%d}" if of else "of no date"
        return Finding(False, f"{name} with signatures {when}: see why freshclam does not bring newer ones.")
    return Finding(True, f"{name}, signatures of {of:%Y-%m-%d}.")


def _worker() -> Finding:
    from django.utils import timezone

    from jiwar.foundation.jobs import queue, schedules
    from jiwar.foundation.jobs.models import Worker

    if not Worker.objects.filter(seen_at__gt=timezone.now() - queue.DEAD_AFTER).exists():
        return Finding(False, "none is alive: deadlines do not escalate; start jiwar serve or jiwar worker.")
    overdue = schedules.overdue()
    if overdue:
        return Finding(False, f"alive, but {', '.join(overdue)} failed or did not run; see the log.")
    failed = queue.failed()
    if failed:
        return Finding(False, f"alive, but {failed} tasks were given up; see the log.")
    return Finding(True, "alive, every recurring job ran.")


def _backup() -> Finding:
    taken = standing.last_backup(options.read())
    if taken is None:
        return Finding(False, "none was ever taken: run jiwar backup, every night.")
    hours = int((datetime.now(UTC) - taken).total_seconds() // 3600)
    if standing.is_old(taken, standing.OLDEST_BACKUP):
        return Finding(False, f"the last is {hours} hours old: run jiwar backup, every night.")
    return Finding(True, f"the last is {hours} hours old.")


def _rehearsal() -> Finding:
    from jiwar.site.backups import report

    last = report.read(options.read().last_rehearsal)
    if last is None:
        return Finding(False, "no restore was ever rehearsed: run jiwar rehearse.")
    if not last.well:
        return Finding(False, "the last one did not go well: run jiwar rehearse, and see why.")
    days = (datetime.now(UTC) - last.moment).days
    if standing.is_old(last.moment, standing.OLDEST_REHEARSAL):
        return Finding(False, f"the last is {days} days old: run jiwar rehearse.")
    return Finding(True, f"the last is {days} days old and went well.")


EXAMINATIONS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("python", _python),
    ("settings", _settings),
    ("packages", _packages),
    ("database", _database),
    ("migrations", _migrations),
    ("keys", _keys),
    ("key-paper", _paper),
    ("clock", _clock),
    ("disk", _disk),
    ("fonts", _fonts),
    ("scanner", _scanner),
    ("worker", _worker),
    ("backup", _backup),
    ("rehearsal", _rehearsal),
)
