"""The program's settings for one test process: a home of its own that is thrown away, and the database asked for.

`JIWAR_TEST_DATABASE=postgres` runs on PostgreSQL, started here once a run; SQLite is the default.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.postgres import OWNER, start_for_this_run

_home = tempfile.mkdtemp(prefix="jiwar-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for _name in [name for name in os.environ if name.startswith("JIWAR_") and not name.startswith("JIWAR_TEST_")]:
    del os.environ[_name]
os.environ["JIWAR_HOME"] = _home
# whitenoise warns of a missing folder, and warnings are errors here.
(Path(_home) / "static").mkdir()
if os.environ.get("JIWAR_TEST_DATABASE") == "postgres":
    _socket = start_for_this_run()
    os.environ.update(
        JIWAR_DATABASE="postgres",
        JIWAR_DATABASE_HOST=str(_socket),
        JIWAR_DATABASE_USER=OWNER,
        JIWAR_DATABASE_NAME="jiwar",
    )

from jiwar.site.settings import *  # noqa: E402, F403
from jiwar.site.settings import DATABASES, STORAGES  # noqa: E402

# A real hash takes a fifth of a second; the hasher has tests of its own.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if "pool" in DATABASES["default"].get("OPTIONS", {}):
    # Tests create and drop databases, which open pools would hold.
    DATABASES["default"]["OPTIONS"].pop("pool")
