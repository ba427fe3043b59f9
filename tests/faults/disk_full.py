"""The disk is full: a clear page, nothing half, and work goes on when there is room again.

Run as `python -m tests.faults.disk_full DIRECTORY`; the directory is small (`small_disk`) or the process may write
small files only, where no disk can be mounted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.faults import place

SIZE = 24 * 1024 * 1024
LEFT = 96 * 1024


def run() -> dict[str, Any]:
    """What happened, in words and numbers; `faults` is empty when all was as it should be."""
    with small_disk() as (folder, mounted):
        command = [sys.executable, "-m", "tests.faults.disk_full", str(folder), *([] if mounted else ["--by-limit"])]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise RuntimeError(f"the drill broke:\n{done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def small_disk() -> Iterator[tuple[Path, bool]]:
    """A disk of its own of 24 MiB in memory, where this user may mount one; else a directory."""
    with tempfile.TemporaryDirectory(prefix="jiwar-full-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", folder]
        mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
        try:
            yield Path(folder), mounted
        finally:
            if mounted:
                subprocess.run(["umount", folder], capture_output=True, check=False)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("directory", type=Path)
    parser.add_argument("--by-limit", action="store_true")
    arguments = parser.parse_args()
    place.choose(arguments.directory / "home")
    place.start()
    place.furnish()
    print(json.dumps(Desk(arguments.directory, by_limit=arguments.by_limit).drill()))
    return 0


class Desk:
    """One caseworker at the desk while the disk fills."""

    def __init__(self, folder: Path, *, by_limit: bool) -> None:
        from django.conf import settings
        from django.test import Client

        settings.ALLOWED_HOSTS = ["testserver"]
        settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
        self.folder, self.by_limit = folder, by_limit
        self.browser = Client(raise_request_exception=False)
        with place.working() as (viewer, case):
            self.case = str(case.id)
            self.browser.force_login(viewer.account)
        self.ballast = folder / "ballast"
        self.faults: list[str] = []
        self.kept = 0

    def drill(self) -> dict[str, Any]:
        self._expect("a note while there is room", self._note("Before"), 302)
        self._fill()
        refused = self._until_full()
        self._read_while_full()
        backup = self._backup()
        self._make_room()
        self._expect("a note when there is room again", self._note("After"), 302)
        self._expect("a paper when there is room again", self._paper(b"%PDF-1.4 after"), 302)
        self._nothing_half()
        return {"means": "limit" if self.by_limit else "disk", "refused": refused, "backup": backup,
                "kept": self.kept, "faults": self.faults}  # fmt: skip

    def _until_full(self) -> int:
        """Notes and papers until they are refused: refused with the page that says why, in the reader's language."""
        refused = 0
        for _number in range(400):
            answer = self._note("x" * 20_000)
            if answer.status_code != 302:
                refused += 1
                self._expect("a note on a full disk", answer, 507)
                break
        else:
            self.faults.append("the disk was never full")
        for language, words in (
            ("ar", "لم يبق مكان للحفظ"),
            ("fr", "Il n’y a plus de place"),
            ("en", "There is no room"),
        ):
            self.browser.cookies["jiwar_language"] = language
            answer = self._paper(b"%PDF-1.4\n" + os.urandom(4 * 1024 * 1024))
            refused += 1
            self._expect(f"a paper on a full disk ({language})", answer, 507)
            if words not in answer.content.decode():
                self.faults.append(f"the page does not say it in {language}")
        return refused

    def _read_while_full(self) -> None:
        for address in ("/", "/cases/", "/cases/tasks/"):
            self._expect(f"reading {address} on a full disk", self.browser.get(address), 200)

    def _backup(self) -> str:
        """Refused in one sentence, and nothing left of it."""
        from jiwar.site import options
        from jiwar.site.backups import writing
        from jiwar.site.command_line.refusal import Refusal

        try:
            writing.write(options.read())
        except Refusal as refusal:
            said = str(refusal).replace(str(self.folder), "…")
        else:
            said = "written"
        left = [path.name for path in (options.read().home).glob(".jiwar-backup-*/")]
        left += [path.name for path in (options.read().home / "backups").glob("*.part")]
        if left:
            self.faults.append(f"a backup left {left}")
        return said

    def _nothing_half(self) -> None:
        from tests.faults import casework

        with place.working() as (viewer, _case):
            self.faults += casework.everything(viewer)
            from jiwar.casework.cases.models import Document, Note

            rows = Note.objects.count() + Document.objects.count()
        if rows != self.kept:
            self.faults.append(f"{self.kept} were confirmed and {rows} are there")

    def _note(self, text: str) -> Any:
        said = {"kind": "conversation", "minutes": "5", "happened_on": time.strftime("%Y-%m-%d")}
        return self._counted(f"/cases/{self.case}/notes/new/", {**said, "text": text})

    def _paper(self, content: bytes) -> Any:
        from django.core.files.uploadedfile import SimpleUploadedFile

        file = SimpleUploadedFile("letter.pdf", content)
        fields = {"title": "Letter", "kind": "other", "original_with": "person", "translation": "not-needed"}
        return self._counted(f"/cases/{self.case}/documents/new/", {**fields, "file": file})

    def _counted(self, address: str, data: dict[str, Any]) -> Any:
        page = self.browser.get(address) if self.kept == 0 else None
        if page is not None and page.status_code != 200:
            self.faults.append(f"{address} answered {page.status_code}")
        answer = self.browser.post(address, {"compartment": "general", **data})
        self.kept += answer.status_code == 302
        return answer

    def _expect(self, what: str, answer: Any, status: int) -> None:
        if answer.status_code != status:
            self.faults.append(f"{what}: {answer.status_code} instead of {status}")

    def _fill(self) -> None:
        if self.by_limit:
            from jiwar.site import options

            largest = max(path.stat().st_size for path in options.read().home.glob("database.sqlite3*"))
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest + LEFT, resource.RLIM_INFINITY))
            return
        with self.ballast.open("wb") as file:
            free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
            file.write(b"\0" * (free - LEFT))

    def _make_room(self) -> None:
        if self.by_limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        else:
            self.ballast.unlink()


if __name__ == "__main__":
    sys.exit(main())
