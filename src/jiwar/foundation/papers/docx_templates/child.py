"""The process that reads a template: it has one document and the values for it, little memory, little time.

In: one line of JSON (`do`: examine or fill; `values`), then the document. Out: one line of JSON, and the filled
document. It writes no file and opens no connection. Started by `asking` alone.
"""

import json
import sys
from typing import Any

from jiwar.foundation.confining import confine
from jiwar.foundation.papers import limits
from jiwar.foundation.papers.docx_templates import gaps
from jiwar.foundation.papers.docx_templates.refusals import NotATemplate, Refusal


def main() -> int:
    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    wanted = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(wanted["size"])
    out = b""
    said: dict[str, Any] = {}
    try:
        if wanted["do"] == "examine":
            said = {"names": gaps.examined(content)}
        else:
            out = gaps.filled(content, wanted["values"])
    except NotATemplate as refused:
        said = {"refused": refused.code}
    except MemoryError:
        said = {"refused": Refusal.TOO_HEAVY}
    sys.stdout.buffer.write(json.dumps({**said, "size": len(out)}).encode() + b"\n" + out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
