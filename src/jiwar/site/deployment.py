"""What `jiwar doctor --deploy` looks at besides: how the program stands on this machine, and what each thing is for."""

import os
import resource
import stat
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

from jiwar.site import front, options, several
from jiwar.site.command_line import django_start
from jiwar.site.examination import Finding


def _user() -> Finding:
    if os.geteuid() == 0:
        return Finding(False, "runs as root: whoever breaks the program then owns the machine; make a user for it.")
    return Finding(True, "an ordinary user.")


def _origin() -> Finding:
    given = options.read()
    if not given.secure:
        why = "passwords and pages could be read on the way"
        return Finding(False, f"{given.origin} is not https: {why}; end TLS in a proxy and set JIWAR_ORIGIN.")
    return Finding(True, f"{given.origin}; browsers are told to come by https only, and cookies stay there.")


def _door() -> Finding:
    given = options.read()
    if not _is_here(given.bind):
        why = "anybody in the network reaches it past the proxy, and is believed to come by https"
        return Finding(False, f"listens on {given.bind}: {why}; take JIWAR_BIND=127.0.0.1.")
    if given.secure and not given.behind_proxy:
        return Finding(False, "https without JIWAR_BEHIND_PROXY: every page would send people in a circle; set it.")
    return Finding(True, "this machine only, behind the proxy." if given.behind_proxy else "this machine only.")


def _hosts() -> Finding:
    given = options.read()
    loose = [host for host in given.allowed_hosts if host.startswith(".")]
    if loose:
        return Finding(False, f"every name below {', '.join(loose)} is answered: name each host (JIWAR_ALLOWED_HOSTS).")
    return Finding(True, f"{', '.join(given.hosts)}, and no other.")


def _checks() -> Finding:
    """Django's own list; what it says of things we do in another way is left out, with the reason beside it."""
    django_start.start()
    from django.core import checks

    ours = {
        "security.W005": "subdomains are included where the origin is https",
        "security.W021": "preloading is a promise about a whole domain, which is not ours to give",
    }
    plain = {"security.W004", "security.W008", "security.W012", "security.W016"}
    known = set(ours) | (set() if options.read().secure else plain)
    found = [each for each in checks.run_checks(include_deployment_checks=True) if each.id not in known]
    if found:
        return Finding(False, f"{', '.join(sorted(str(each.id) for each in found))}: see manage.py check --deploy.")
    return Finding(True, "Django's own list for deployments holds.")


def _files() -> Finding:
    given = options.read()
    # Style sheets and fonts are served to everybody.
    everybodys = {given.static, *given.static.rglob("*")}
    found = (path for path in given.home.rglob("*") if path not in everybodys and not path.is_symlink())
    places = [given.home, *found]
    loose = [path for path in places if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        return Finding(False, f"{loose[0]} and what is like it ({len(loose)}) can be read by others: chmod -R go-rwx.")
    return Finding(True, "what lies in the home is for its user only.")


def _dumps() -> Finding:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] != 0:
        why = "a crash may write the memory, with open keys, to disk"
        return Finding(False, f"{why}: start it with LimitCORE=0 (systemd) or ulimit -H -c 0.")
    return Finding(True, "a crash writes nothing to disk.")


def _swap() -> Finding:
    open_ones = [name for name in _swaps(Path("/proc/swaps")) if not _is_encrypted(Path(name))]
    if open_ones:
        return Finding(False, f"{', '.join(open_ones)} may receive open keys from memory: encrypt it, or swapoff.")
    return Finding(True, "none that keeps memory in clear.")


def _disk() -> Finding:
    home = options.read().home
    if not _is_encrypted(home):
        return Finding(False, f"the disk under {home} is not seen to be encrypted: a stolen one holds keys and data.")
    return Finding(True, "encrypted: a stolen one holds nothing.")


def _keys() -> Finding:
    given = options.read()
    if not given.keys.exists():
        return Finding(False, f"there are none in {given.keys}: run jiwar setup.")
    if given.keys.stat().st_dev == given.home.stat().st_dev:
        return Finding(False, f"they lie on the disk of the data: mount {given.keys} from elsewhere, or know the risk.")
    return Finding(True, "on another disk than the data.")


def _postgres() -> Finding:
    given = options.read()
    if given.database != "postgres":
        return Finding(True, "SQLite: a file of this user.")
    if given.database_owner in ("", given.database_user):
        return Finding(False, "the server's role owns its tables and could take walls down: set JIWAR_DATABASE_OWNER.")
    if not given.database_host.startswith("/") and not _is_here(given.database_host):
        return Finding(False, f"{given.database_host} is another machine: rows travel; make that connection private.")
    return Finding(True, "two roles, on this machine.")


def _mail() -> Finding:
    given = options.read()
    if given.email_host:
        return Finding(True, f"goes to {given.email_host} by STARTTLS: neutral texts, but the provider learns of us.")
    return Finding(True, "none: nothing leaves this machine.")


def _is_here(host: str) -> bool:
    try:
        return host in ("", "localhost") or ip_address(host).is_loopback
    except ValueError:
        return False


def _swaps(listed: Path) -> list[str]:
    return [line.split()[0] for line in listed.read_text().splitlines()[1:]] if listed.exists() else []


def _is_encrypted(place: Path) -> bool:
    """Whether what lies there rests on a device the kernel encrypts, directly or below a volume."""
    if place.name.startswith("zram"):
        return True
    info = place.stat()
    device = info.st_rdev if stat.S_ISBLK(info.st_mode) else info.st_dev
    return _rests_encrypted(Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}"))


def _rests_encrypted(device: Path) -> bool:
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text().startswith("CRYPT-"):
        return True
    below = device / "slaves"
    found = list(below.iterdir()) if below.exists() else []
    return bool(found) and all(_rests_encrypted(each) for each in found)


EXAMINATIONS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("user", _user),
    ("origin", _origin),
    ("door", _door),
    ("certificate", front.certificate),
    ("proxy", front.proxy),
    ("hosts", _hosts),
    ("checks", _checks),
    ("files", _files),
    ("dumps", _dumps),
    ("swap", _swap),
    ("encryption", _disk),
    ("key-place", _keys),
    ("roles", _postgres),
    ("place", several.database_place),
    ("shared-files", several.shared_files),
    ("time-source", several.time_source),
    ("mail", _mail),
)
