"""How much a request may bring. Files would else be written to disk before anybody asks whose."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

MEGABYTE = 1024 * 1024
# Of all files of a form together.
MOST_BYTES = 256 * MEGABYTE


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps files on disk for as long as the request lasts; too many bytes are not begun with."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803
        if content_length > MOST_BYTES:
            raise RequestDataTooBig
