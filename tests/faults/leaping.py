"""The clock is set forward by ten years and back by a day while the worker runs, by Debian's `faketime`.

Without that package the drill says so and is left out.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.faults import place

LEAPS = ("+3650d", "-1d")


def run() -> dict[str, Any]:
    if not _library():
        return {"left_out": "faketime is not installed", "faults": []}
    with tempfile.TemporaryDirectory(prefix="jiwar-faults-") as folder:
        home = Path(folder) / "home"
        environment = {**os.environ, "JIWAR_HOME": str(home)}
        faults = _at("", environment, "furnish")
        faults += _worker("", environment)
        upload = home / "files" / "ab" / ("ab" * 16)
        upload.parent.mkdir(parents=True, exist_ok=True)
        upload.write_bytes(b"arriving now, without a row yet")
        for leap in LEAPS:
            faults += [f"{leap}: {fault}" for fault in _at(leap, environment, "asked-elsewhen")]
            faults += [f"{leap}: {fault}" for fault in _worker(leap, environment)]
            if not upload.exists():
                faults.append(f"{leap}: a file was taken away that is a minute old")
        faults += _worker("", environment)
        return {"leaps": list(LEAPS), "faults": [*faults, *_at("", environment, "afterwards")]}


def _library() -> str:
    """Loaded before a program, it answers for the clock. The command around it would outlive what it started."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
    return str(found[0]) if found else ""


def _shifted(environment: dict[str, str], leap: str) -> dict[str, str]:
    if not leap:
        return environment
    return {**environment, "LD_PRELOAD": _library(), "FAKETIME": leap, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def _at(leap: str, environment: dict[str, str], question: str) -> list[str]:
    """The answer of a process that lives at another time."""
    command = [sys.executable, "-m", "tests.faults.leaping", question]
    done = subprocess.run(
        command, env=_shifted(environment, leap), capture_output=True, text=True, check=False, timeout=300
    )
    if done.returncode:
        return [f"{question} broke: {done.stderr[-800:]}"]
    return list(json.loads(done.stdout.splitlines()[-1]))


def _worker(leap: str, environment: dict[str, str]) -> list[str]:
    """The worker at work for some seconds: every recurring job runs at its start."""
    command = [sys.executable, "-m", "jiwar.site.command_line", "worker"]
    process = subprocess.Popen(command, env=_shifted(environment, leap), stderr=subprocess.PIPE, text=True)
    time.sleep(6)
    process.terminate()
    _out, said = process.communicate(timeout=30)
    return [] if process.returncode == 0 else [f"the worker ended with {process.returncode}: {said[-500:]}"]


def main() -> int:
    place.choose(Path(os.environ["JIWAR_HOME"]))
    place.start()
    print(json.dumps(_QUESTIONS[sys.argv[1]]()))
    return 0


def _furnish() -> list[str]:
    """A group, a session that began now, and a code that counts now."""
    from django.conf import settings
    from django.test import Client

    place.furnish()
    browser = Client()
    with place.working() as (viewer, _case):
        browser.force_login(viewer.account)
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    _note().write_text(json.dumps({"cookie": cookie, "code": _code()}))
    answer = browser.get("/").status_code
    return [] if answer == 200 else [f"the desk answered {answer} to a fresh session"]


def _asked_elsewhen() -> list[str]:
    """Session and code of another time open nothing, and what is written now is chained."""
    from django.conf import settings
    from django.test import Client

    from jiwar.casework.cases import actions as cases

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    known, faults = json.loads(_note().read_text()), []
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = known["cookie"]
    if browser.get("/").status_code != 302:
        faults.append("a session of another time opens the desk")
    if _opens(known["code"]):
        faults.append("a code of another time is right")
    if not _opens(_code()):
        faults.append("a code of now is wrong")
    with place.working() as (viewer, case):
        cases.write_note(viewer, case=case, text="Written at another time", minutes=1)
    return faults


def _afterwards() -> list[str]:
    """Everything is in the chain and whole, and the desk says that the clock leapt."""
    from jiwar.foundation.jobs import clock
    from tests.faults import casework

    with place.working() as (viewer, _case):
        faults = casework.everything(viewer)
    return faults if clock.leapt_at() else [*faults, "nobody noticed that the clock leapt"]


def _note() -> Path:
    return Path(os.environ["JIWAR_HOME"]) / "leaping.json"


def _code() -> str:
    from allauth.mfa.totp.internal import auth

    from tests.cast import TOTP_SEED

    counters = auth.yield_hotp_counters_from_time()
    return str(auth.format_hotp_value(auth.hotp_value(TOTP_SEED, next(iter(counters)))))


def _opens(code: str) -> bool:
    from allauth.mfa.totp.internal import auth

    from tests.cast import TOTP_SEED

    return bool(auth.validate_totp_code(TOTP_SEED, code))


_QUESTIONS = {"furnish": _furnish, "asked-elsewhen": _asked_elsewhen, "afterwards": _afterwards}

if __name__ == "__main__":
    sys.exit(main())
