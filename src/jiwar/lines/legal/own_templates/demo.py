"""A template of the group's own: a word to an employer, tried and in use."""

from io import BytesIO

from docx import Document

from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.own_templates import actions

_LINES = (
    "{{ group }}",
    "{{ today }}",
    "To whom it may concern",
    "{{ person }}{% if paper %}, {{ paper }},{% endif %} is known to us. We are glad to answer questions.",
    "{{ adviser }}",
)


def tell(adviser: Viewer) -> None:
    document = Document()
    for line in _LINES:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    row = actions.add_template(adviser, content=out.getvalue(), name="A word to an employer", language="en")
    actions.try_template(adviser, template=row)
