"""`make audit`: known vulnerabilities of the packages the program runs with. Where no list can be reached, it says so.

Exit status: 0 nothing known, 1 something is known, 3 nobody could be asked: that is no clean bill.
"""

import subprocess
import sys
from pathlib import Path

UNREACHABLE = ("ConnectionError", "ProxyError", "NameResolution", "Max retries", "timed out", "ServiceError")


def main(lock: str) -> int:
    tool = Path(sys.executable).with_name("pip-audit")
    command = [str(tool), "--requirement", lock, "--disable-pip", "--require-hashes"]
    done = subprocess.run(
        [*command, "--progress-spinner=off", "--timeout=20"], capture_output=True, text=True, check=False
    )
    if done.returncode and any(word in done.stderr for word in UNREACHABLE):
        print("No list of vulnerabilities can be reached from here: nothing was checked. Ask again with the Internet.")
        return 3
    print(done.stdout.strip() or done.stderr.strip())
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
