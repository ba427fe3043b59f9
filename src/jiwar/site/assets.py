"""Style sheets, scripts and fonts as they are served: collected, named by their content, compressed; when changed."""

import hashlib
from pathlib import Path

STAMP = "prepared"


def prepare(target: Path) -> bool:
    """Build and collect what is missing or has changed; True when there was something to do."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    from jiwar.foundation.ui import catalogues, fonts

    fonts.build()
    fonts.build_for_paper()
    catalogues.compile_all()
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(["*.map"]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}\n".encode())
    stamp = target / STAMP
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())
    return True
