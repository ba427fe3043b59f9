"""Keeps what a release seals, for the tests of all later ones: `python -m tests.releases.make VERSION`.

With `--source` of a checkout of another release: `git archive COMMIT | tar -x -C FOLDER`, then `--source FOLDER`.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
PARTS = ("told.json", "file", "keys.json", "sheet.txt", "backup.age")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.releases.make")
    parser.add_argument("version")
    parser.add_argument("--source", type=Path, default=HERE.parents[1], help="a checkout of the release")
    arguments = parser.parse_args()
    kept = HERE / arguments.version
    if kept.exists():
        print(f"{kept} exists; what a release sealed is never made again.", file=sys.stderr)
        return 2
    with TemporaryDirectory() as place:
        made = Path(place) / "made"
        made.mkdir()
        _make(arguments.source.resolve(), Path(place), made)
        shutil.copytree(made, kept)
    for part in PARTS:
        print(f"{part}: {(kept / part).stat().st_size} bytes")
    return 0


def _make(source: Path, place: Path, made: Path) -> None:
    home = place / "home"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JIWAR_", "DJANGO_"))}
    environment |= {
        "JIWAR_HOME": str(home),
        "PYTHONPATH": str(source / "src"),
        "DJANGO_SETTINGS_MODULE": "jiwar.site.settings",
    }

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=source, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    for name, password in (("p1", "correct horse staple battery"), ("p2", "purple monkey dish umbrella")):
        (place / name).write_text(f"{password}\n")
    run("-m", "jiwar.foundation.ui.build")
    sheet = run("-m", "jiwar.site.command_line", *_setup(place))
    run(str(HERE / "telling.py"), str(made))
    run("-m", "jiwar.site.command_line", "backup", str(made / "backup.age"))
    (made / "sheet.txt").write_text(sheet)
    shutil.copy(home / "keys" / "keys.json", made / "keys.json")


def _setup(place: Path) -> list[str]:
    flags = {
        "name": "Dar al-Aman", "country": "TR", "language": "en", "office": "Main", "time-zone": "Europe/Istanbul",
        "administrator": "amal", "administrator-name": "Amal Haddad", "administrator-password-file": str(place / "p1"),
        "guardian": "huda", "guardian-name": "Huda Saleh", "guardian-password-file": str(place / "p2"),
    }  # fmt: skip
    return ["setup", *(part for name, value in flags.items() for part in (f"--{name}", value))]


if __name__ == "__main__":
    raise SystemExit(main())
