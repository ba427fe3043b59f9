"""What is larger than anything we keep is refused before a byte of it is read; the rest stays in memory.

Uploads stay in memory until they are sealed: Django's own handler would write larger ones to /tmp in clear.

Of a file beyond the limit no more than the limit and one byte is kept, so that memory is bounded and the form, which
sees a size beyond what it allows, can say so beside the field.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from jiwar.foundation.ui import errors

LIMIT = 25 * 1024 * 1024
BESIDE_THE_FILE = 1024 * 1024
"""Room for the other fields of the form."""


class TooLarge:
    """Middleware that stands before everything that reads: a stream of 2 GB costs a page of a few kilobytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            claimed = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            claimed = 0
        if claimed > LIMIT + BESIDE_THE_FILE:
            return errors.too_large(request)
        return self.get_response(request)


class InMemory(FileUploadHandler):
    """The only handler of the settings."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = LIMIT + 1 - start
        if room > 0:
            self._kept.write(raw_data[:room])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
