"""Signing in over https, through a real nginx with a certificate of the local authority, as `docs/deploy.md` says."""

import http.client
import shutil
import signal
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.front import NAME, Browser, Nginx, authority, until_listening
from tests.site.conftest import ADMINISTRATOR, NewSite, Site
from tests.site.test_installation import free_port, start

pytestmark = [
    pytest.mark.skipif(shutil.which("nginx") is None, reason="needs nginx: apt-get install nginx-light"),
    pytest.mark.once,
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Nginx]]:
    """A real group behind nginx, one for all tests here: to make it takes longer than to ask it."""
    folder = tmp_path_factory.mktemp("desk")
    new_site = NewSite(folder)
    site = new_site()
    site.set_up()
    front = Nginx(folder / "nginx", authority(folder), desk=free_port())
    site.environment.update(JIWAR_ORIGIN=f"https://{NAME}:{front.port}", JIWAR_BEHIND_PROXY="yes")
    server = start(site, front.desk, origin=site.environment["JIWAR_ORIGIN"])
    until_listening(front.desk)
    try:
        with front:
            yield site, front
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
        new_site.drop_databases()


def findings(site: Site) -> dict[str, str]:
    lines = site.jiwar("doctor", "--deploy").stdout.splitlines()[:-1]
    return {line.split()[1]: " ".join(line.split()[:1] + line.split()[2:]) for line in lines}


def test_people_sign_in_over_https_and_the_doctor_is_content(desk: tuple[Site, Nginx]) -> None:
    site, front = desk
    browser = Browser(front)
    answer = browser.signs_in("amal", ADMINISTRATOR)
    assert (answer.status, answer.headers["Location"]) == (302, "/")
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert {name.split("=")[0] for name in cookies} == {"__Host-jiwar", "__Host-jiwar-form"}
    assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in cookies)
    # A real group asks for a second factor before anything else.
    answer, _ = browser.asks("/")
    assert answer.headers["Location"].startswith("/account/second-factor/")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    # What is claimed from outside is overwritten: nobody is led in a circle or elsewhere.
    claims = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "127.0.0.1"}
    answer, text = browser.asks("/account/login/", claims=claims)
    assert (answer.status in (200, 302), "evil.example" in text) == (True, False)
    found = findings(site)
    assert found["certificate"].startswith(f"ok for {NAME}, until ")
    assert found["proxy"].startswith("ok ")


def test_by_http_and_by_another_name_nobody_gets_in(desk: tuple[Site, Nginx]) -> None:
    _site, front = desk
    line = http.client.HTTPConnection("127.0.0.1", front.plain)
    line.request("GET", "/people/?q=Ahmed", headers={"Host": NAME})
    answer = line.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/people/?q=Ahmed")
    with pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"):
        Browser(front).asks("/", name="other.home.arpa")


def test_nothing_that_is_sent_or_asked_rests_in_the_proxy(desk: tuple[Site, Nginx]) -> None:
    _site, front = desk
    browser = Browser(front)
    browser.signs_in("amal", ADMINISTRATOR)
    browser.asks("/people/?q=Ahmed")
    browser.asks("/account/login/", {"csrfmiddlewaretoken": "x", "file": "Ahmed" * 1_000_000})
    written = [path for path in front.folder.rglob("*") if path.is_file()]
    assert [path.name for path in written if b"Ahmed" in path.read_bytes()] == []
    assert [path for path in written if path.parent.name in ("body", "proxy")] == []


def test_a_proxy_that_believes_browsers_is_found(desk: tuple[Site, Nginx], tmp_path: Path) -> None:
    site, front = desk
    careless = {"X-Forwarded-Proto https": "X-Forwarded-Proto $http_x_forwarded_proto"}
    front.__exit__()
    with Nginx(tmp_path / "careless", front.tls, desk=front.desk, but=careless, port=front.port):
        assert "NOT" in findings(site)["proxy"]
    with Nginx(tmp_path / "nobody", front.tls, desk=free_port(), port=front.port):
        assert "finds nobody behind it" in findings(site)["proxy"]
    front.__enter__()


def test_the_authority_vouches_for_one_name_only(tmp_path: Path) -> None:
    """Who steals its key cannot pose as anybody else to the phones that trust it."""
    tls = authority(tmp_path)
    assert [path.name for path in tls.iterdir() if path.stat().st_mode & 0o077] == []
    (tmp_path / "other").mkdir()
    other = authority(tmp_path / "other", "bank.example")
    (tls / "bank.example.key").write_bytes((other / "bank.example.key").read_bytes())
    forge = (
        f"openssl req -new -key bank.example.key -subj /CN=bank.example -addext subjectAltName=DNS:bank.example"
        f" | openssl x509 -req -CA root.crt -CAkey root.key -passin file:{tmp_path}/root-passphrase -days 9"
        " -copy_extensions copy -out forged.crt"
    )
    subprocess.run(["bash", "-o", "pipefail", "-c", forge], cwd=tls, check=True, capture_output=True)
    done = subprocess.run(
        ["openssl", "verify", "-CAfile", "root.crt", "forged.crt"], cwd=tls, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "permitted subtree violation" in done.stdout + done.stderr
    of_an_address = forge.replace("DNS:bank.example", "IP:192.0.2.7")
    subprocess.run(["bash", "-o", "pipefail", "-c", of_an_address], cwd=tls, check=True, capture_output=True)
    done = subprocess.run(
        ["openssl", "verify", "-CAfile", "root.crt", "forged.crt"], cwd=tls, capture_output=True, text=True, check=False
    )
    assert "subtree violation" in done.stdout + done.stderr
