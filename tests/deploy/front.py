"""A real nginx on the repository's own files, with a certificate of the local authority, on loopback."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.docs.pages import ROOT
from tests.site.test_installation import free_port

NAME = "desk.home.arpa"
DEPLOY = ROOT / "deploy"
LINE = 'name="csrfmiddlewaretoken" value="(\\w+)"'


def authority(folder: Path, name: str = NAME) -> Path:
    """The folder with root and certificate, as `docs/deploy.md` says to make them."""
    place, secret = folder / "tls", folder / "root-passphrase"
    secret.write_text("correct horse staple battery\n")
    for what in ("root", "host"):
        subprocess.run(
            [DEPLOY / "tls" / "authority.sh", what, name, place],
            env={"PATH": "/usr/bin:/bin", "JIWAR_ROOT_PASSPHRASE_FILE": str(secret)},
            check=True,
            capture_output=True,
            timeout=60,
        )
    return place


@dataclass
class Nginx:
    """`jiwar.conf` with other ports and folders; nothing else of it is changed but what `but` says."""

    folder: Path
    tls: Path
    desk: int
    but: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    plain: int = field(default_factory=free_port)

    def __enter__(self) -> "Nginx":
        for name in ("body", "proxy", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        # Its processes run as another user where root starts it; nobody but they look into this folder.
        for place in (self.folder, *self.folder.iterdir()):
            place.chmod(0o755)
        (self.folder / "nginx.conf").write_text(self._main())
        (self.folder / "jiwar.conf").write_text(self._desk())
        self._command("-t")
        self._command()
        until_listening(self.port)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._command("-s", "stop")

    def _main(self) -> str:
        return (
            f"pid {self.folder}/pid; error_log {self.folder}/log/error.log; worker_processes 1;\nevents {{}}\nhttp {{\n"
            f"client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;\n"
            f"include {self.folder}/jiwar.conf;\n}}\n"
        )

    def _desk(self) -> str:
        text = (DEPLOY / "nginx" / "jiwar.conf").read_text()
        text = re.sub(r"^ +listen \[::\].*\n", "", text, flags=re.MULTILINE)
        changes = {
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "listen 80": f"listen 127.0.0.1:{self.plain}",
            "127.0.0.1:8000": f"127.0.0.1:{self.desk}",
            "/etc/jiwar/tls": str(self.tls),
            "/var/log/nginx": f"{self.folder}/log",
            **self.but,
        }
        for old, new in changes.items():
            assert old in text, old
            text = text.replace(old, new)
        return text

    def _command(self, *arguments: str) -> None:
        command = [shutil.which("nginx") or "nginx", "-e", f"{self.folder}/log/early.log", "-p", str(self.folder)]
        done = subprocess.run(
            [*command, "-c", f"{self.folder}/nginx.conf", *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert done.returncode == 0, done.stderr


@dataclass
class Browser:
    """Trusts the local authority and nobody else; keeps cookies."""

    front: Nginx
    cookies: dict[str, str] = field(default_factory=dict)

    def asks(
        self, path: str, form: dict[str, str] | None = None, *, name: str = NAME, claims: dict[str, str] | None = None
    ) -> tuple[http.client.HTTPResponse, str]:
        trust = ssl.create_default_context(cafile=str(self.front.tls / "root.crt"))
        line = http.client.HTTPSConnection(f"{name}:{self.front.port}")
        line.sock = trust.wrap_socket(
            socket.create_connection(("127.0.0.1", self.front.port), 30), server_hostname=name
        )
        head = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items()), **(claims or {})}
        if form is not None:
            origin = f"https://{name}:{self.front.port}"
            head |= {"Origin": origin, "Referer": f"{origin}{path}"}
            head["Content-Type"] = "application/x-www-form-urlencoded"
        line.request("GET" if form is None else "POST", path, None if form is None else urlencode(form), head)
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            key, _, value = cookie.split(";")[0].partition("=")
            self.cookies[key] = value
        line.close()
        return answer, text

    def signs_in(self, user: str, password: str) -> http.client.HTTPResponse:
        _page, text = self.asks("/account/login/")
        found = re.search(LINE, text)
        assert found, text[:500]
        answer, _ = self.asks("/account/login/", {"csrfmiddlewaretoken": found[1], "login": user, "password": password})
        return answer


def until_listening(port: int) -> None:
    for _attempt in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nobody listens on port {port}")
