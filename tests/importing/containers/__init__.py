"""Files that hold pages, built where a test needs them.

The PDFs were printed by Chromium (`printed`, `columns`) and written with ReportLab in the letters'
presentation forms, as older programs do; their words were written for these tests.
"""

import gzip
import io
import zipfile
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HERE = Path(__file__).parent
SENTENCE = "اجتمع قادة الدول الأعضاء في مينسك، وقال الرئيس إن المنظمة باقية على ما هي عليه."
PAGE = f"<!doctype html><html><body><h1>قمة مينسك</h1><p>{SENTENCE}</p></body></html>"
ADDRESS = "https://example.org/minsk.html"
DATE = "2023-11-23T10:00:00Z"

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def pdf(name: str) -> bytes:
    return (HERE / f"{name}.pdf").read_bytes()


def empty_pdf(pages: int) -> bytes:
    """Pages that show nothing, as scans without a layer of text."""
    kids = " ".join(f"{n} 0 R" for n in range(3, pages + 3))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * pages,
    ]
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body + (table + trailer).encode()


def zipped(entries: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraph(text: str, style: str = "", inside: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:rPr><w:rtl/></w:rPr><w:t>{text}</w:t></w:r>{inside}</w:p>"


def docx(body: str, head: str = "", **parts: str | bytes) -> bytes:
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{DOCUMENT_TYPE}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.title().replace(" ", "")}">'
        f'<w:name w:val="{name}"/></w:style>'
        for name in ("heading 1", "heading 2", "Quote", "Title")
    )
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations,
            "word/styles.xml": f"<w:styles {WORDS}>{styles}</w:styles>",
            "word/document.xml": f"{head}<w:document {WORDS}><w:body>{body}</w:body></w:document>",
            **{name.replace("__", "/").replace("_", "."): text for name, text in parts.items()},
        }
    )


def mhtml(html: str, charset: str = "utf-8", **head: str) -> bytes:
    """As Chromium saves a page."""
    lines = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": ADDRESS,
        "Date": "Thu, 23 Nov 2023 10:00:00 -0000",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/related; type="text/html"; boundary="--cut--"',
    } | {name.replace("_", "-"): text for name, text in head.items()}
    opening = "".join(f"{name}: {text}\r\n" for name, text in lines.items() if text)
    return (
        f"{opening}\r\n\r\n----cut--\r\nContent-Type: text/html; charset={charset}\r\n"
        f"Content-Location: {ADDRESS}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode()
        + html.encode(charset)
        + b"\r\n----cut--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"iVBORw0KGgo=\r\n----cut----\r\n"
    )


def warc(*records: tuple, packed: bool = True) -> bytes:
    """Each record is (address, status, headers, body) of a response, or the type of another."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=packed)
    for record in records:
        writer.write_record(
            other(writer, record) if isinstance(record, str) else kept(writer, *record)
        )
    return file.getvalue()


def kept(writer, address=ADDRESS, status="200 OK", headers=None, body=PAGE):
    stated = {"Content-Type": "text/html"} | (headers or {})
    http = StatusAndHeaders(status, list(stated.items()), protocol="HTTP/1.1")
    payload = body.encode() if isinstance(body, str) else body
    return writer.create_warc_record(
        address, "response", payload=io.BytesIO(payload), length=len(payload), http_headers=http,
        warc_headers_dict={"WARC-Date": DATE},
    )  # fmt: skip


def other(writer, kind: str):
    starts = {"request": b"GET / HTTP/1.1\r\n\r\n", "revisit": b"HTTP/1.1 200 OK\r\n\r\n"}
    payload = starts.get(kind, b"") + PAGE.encode()
    return writer.create_warc_record(
        ADDRESS, kind, payload=io.BytesIO(payload), length=len(payload)
    )


def gzip_bomb(size: int) -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile(fileobj=file, mode="wb") as packed:
        packed.write(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999\r\n\r\n")
        for _ in range(size // 1_000_000):
            packed.write(bytes(1_000_000))
    return file.getvalue()
