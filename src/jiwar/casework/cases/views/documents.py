"""Papers of a case."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions, queries, wording
from jiwar.casework.cases.forms import DescribeDocumentForm, DocumentForm
from jiwar.casework.cases.models import Document
from jiwar.casework.cases.views.opened import address, compartment_choices, frame, look, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render


@page(can.SIGNED_IN)
def documents(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    works = viewer.can(can.WORK_ON_FILES) and not found.is_closed
    context = {"case": found, "documents": queries.documents(viewer, found), "works": works, "words": wording}
    return render(request, "cases/documents.html", context)


@page(can.WORK_ON_FILES)
def new(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    compartments = compartment_choices(viewer, found)
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        compartments=compartments,
        initial={"compartment": compartments[0][0]},
    )

    def act(cleaned: dict[str, Any]) -> str:
        file = cleaned["file"]
        keys = ("title", "kind", "language", "original_with", "translation", "token", "without_traces")
        said = {key: cleaned[key] for key in keys}
        actions.add_document(
            viewer,
            case=found,
            chunks=file.chunks(),
            name=file.name,
            compartment=compartment_of(cleaned["compartment"]),
            **said,
        )
        return address(found, "documents")

    return save(request, form, act, context=frame(found, _("Add a document"), _("Add the document"), uploads=True))


@page(can.SIGNED_IN)
def document(request: SignedInRequest, case: UUID, document: UUID) -> HttpResponse:
    viewer, found = request.viewer, look(request.viewer, case)
    row = queries.document(viewer, found, document)
    fields = ("title", "kind", "language", "original_with", "translation")
    shown = {name: getattr(row, name) for name in fields}
    form = DescribeDocumentForm(request.POST or None, initial={**shown, "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.describe_document(viewer, document=row, **cleaned)
        return address(found, "documents")

    context = frame(
        found,
        _("Document"),
        _("Save"),
        document=row,
        kind=wording.paper(row.kind),
        compartment=compartment_of(row.compartment),
        may_change=viewer.can(can.WORK_ON_FILES) and not found.is_closed,
    )
    now = lambda document: {name: getattr(document, name) for name in fields}  # noqa: E731
    return save(request, form, act, template="cases/document.html", context=context, now=now)


@page(can.SIGNED_IN)
def read(request: SignedInRequest, case: UUID, document: UUID) -> StreamingHttpResponse:
    """The file, to be saved: nothing of it runs or shows inside our pages."""
    viewer, found = request.viewer, queries.case(request.viewer, case)
    row = queries.document(viewer, found, document)
    stream = actions.read_document(viewer, document=row)
    response = StreamingHttpResponse(stream, content_type=row.file.media_type)
    response.headers["Content-Length"] = str(row.file.size)
    to_be_saved(response, disposition=_attachment(found.written_number, row))
    return response


def _attachment(number: str, document: Document) -> str:
    """Named by number: a name in a download list tells as much as one on the wall."""
    ending = document.file.name.rsplit(".", 1)[-1]
    return f'attachment; filename="{number}-{document.id.hex[:6]}.{ending}"'
