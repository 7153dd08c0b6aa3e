"""A record of the archive as those who write cite it: BibTeX, RIS, CSL-JSON and an Arabic line."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csto_archive.arabic.dates import format_date, iso_date
from csto_archive.arabic.hygiene import mend

ARCHIVE = gettext_lazy("أرشيف قمم منظمة معاهدة الأمن الجماعي")
# Braces are counted by BibTeX even behind a backslash, hence their names.
TEX = str.maketrans(
    {character: f"\\{character}" for character in "%&#$_"}
    | {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
INNER_QUOTES = str.maketrans("«»", "“”")
IN_ADDRESSES = "%/:?#[]@!$&'*+,;=~-._"


class Kind(NamedTuple):
    """What a citation is of, in the words of each format."""

    bibtex: str
    ris: str
    csl: str
    zotero: str


NEWS = Kind("article", "NEWS", "article-newspaper", "newspaperArticle")
PAGE = Kind("misc", "ELEC", "webpage", "webpage")  # written by the archive itself

# The end of an address -> the media type and the attribute of a citation.
FORMS = {
    "bib": ("application/x-bibtex; charset=utf-8", "bibtex"),
    "ris": ("application/x-research-info-systems; charset=utf-8", "ris"),
    "json": ("application/vnd.citationstyles.csl+json", "csl"),
    "txt": ("text/plain; charset=utf-8", "arabic"),
}


@dataclass(frozen=True)
class Citation:
    """What is cited. Texts may hold anything; what is not known is empty or None.

    `key` is ASCII and never changes, like `path`, the address within the archive; `outlet` is where
    it came out, `original` its address there, `accessed` the day on which somebody read it here.
    `has_files` where the address leads on to the citation as a file; a search has none.
    """

    kind: Kind
    key: str
    title: str
    path: str
    accessed: date
    author: str = ""
    outlet: str = ""
    issued: date | None = None
    precision: str = "day"
    original: str = ""
    captured_on: date | None = None
    is_sample: bool = False
    has_files: bool = True

    @property
    def permalink(self) -> str:
        return settings.SITE_URL + self.path

    @property
    def heading(self) -> str:
        """The title; that of an invented article says so in every format."""
        return one_line(self.title) + self._mark

    @property
    def _mark(self) -> str:
        return f" [{_('عيّنة تعليمية')}]" if self.is_sample else ""

    @property
    def day(self) -> str:
        """The date as precise as it is known: «2023-11»."""
        return iso_date(self.issued, self.precision or "day") if self.issued else ""

    @property
    def holder(self) -> str:
        """The archive, where it keeps what came out elsewhere."""
        return "" if self.kind == PAGE else str(ARCHIVE)

    @property
    def saved(self) -> str:
        if self.captured_on is None:
            return ""
        return _("تاريخ الحفظ: %(day)s") % {"day": format_date(self.captured_on)}

    @property
    def note(self) -> str:
        kept = self.holder and _("محفوظ في %(archive)s") % {"archive": self.holder}
        original = address(self.original)
        original = original and _("الأصل: %(address)s") % {"address": original}
        return "؛ ".join(filter(None, [kept, original, self.saved]))

    @property
    def bibtex(self) -> str:
        fields = {
            "author": grouped(self.author),
            "title": grouped(self.heading),
            "journal": tex(self.outlet),
            "date": self.day,
            "year": self.day[:4],
            "month": self.day[5:7],
            "url": self.permalink,
            "urldate": self.accessed.isoformat(),
            "langid": "arabic",
            "note": tex(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@{self.kind.bibtex}{{{self.key},", *lines, "}\n"])

    @property
    def ris(self) -> str:
        fields = {
            "TY": self.kind.ris,
            "ID": self.key,
            "AU": self.author,
            "TI": self.heading,
            "T2": self.outlet,
            "PY": self.day[:4],
            "DA": ris_date(self.day),
            "DB": self.holder,
            "UR": self.permalink,
            "Y2": ris_date(self.accessed.isoformat()),
            "LA": "ar",
            "N1": self.note,
        }
        lines = [f"{tag}  - {text}" for tag, value in fields.items() if (text := one_line(value))]
        return "\r\n".join([*lines, "ER  - ", ""])

    @property
    def csl(self) -> dict:
        author = one_line(self.author)
        fields = {
            "id": self.key,
            "type": self.kind.csl,
            "title": self.heading,
            "author": [{"literal": author}] if author else [],
            "container-title": one_line(self.outlet),
            "issued": date_parts(self.day),
            "accessed": date_parts(self.accessed.isoformat()),
            "archive": self.holder,
            "URL": self.permalink,
            "language": "ar",
            "note": self.note,
        }
        return {name: value for name, value in fields.items() if value}

    @property
    def arabic(self) -> str:
        """One line, as an Arab library writes it. No address stands before a full stop."""
        title = f"«{one_line(self.title).translate(INNER_QUOTES)}»"
        came_out = one_line(self.outlet) or _("مصدر غير معروف")
        when = format_date(self.issued, self.precision or "day") if self.issued else _("د. ت")
        parts = [
            one_line(self.author).rstrip("."),
            title + self._mark,
            f"{came_out}، {when}" if self.holder else "",
            f"{self._places} ({self._days}).",
        ]
        return ". ".join(filter(None, parts))

    @property
    def _places(self) -> str:
        names = {"original": address(self.original), "archive": ARCHIVE, "address": self.permalink}
        if not self.holder:
            return _("متاح على: %(address)s") % names
        if not names["original"]:
            return _("متاح في %(archive)s: %(address)s") % names
        return _("متاح على: %(original)s، وفي %(archive)s: %(address)s") % names

    @property
    def _days(self) -> str:
        read = _("تاريخ الاطلاع: %(day)s") % {"day": format_date(self.accessed)}
        return "، ".join(filter(None, [self.saved, read]))

    @property
    def tags(self) -> list[tuple[str, str]]:
        """Names and contents of Highwire and Dublin Core, by which Zotero knows an article."""
        author, outlet = one_line(self.author), one_line(self.outlet)
        tags = [
            ("citation_title", self.heading),
            ("citation_author", author),
            ("citation_journal_title", outlet),
            ("citation_publication_date", self.day.replace("-", "/")),
            ("citation_language", "ar"),
            ("citation_public_url", self.permalink),
            ("DC.type", self.kind.zotero),
            ("DC.title", self.heading),
            ("DC.creator", author),
            ("DC.publisher", outlet),
            ("DC.date", self.day),
            ("DC.language", "ar"),
            ("DC.identifier", self.permalink),
        ]
        return [(name, content) for name, content in tags if content]


def citation_of_list(title: str, path: str, at: date) -> Citation:
    """Of a list as it was asked for: its address with the question in it is what is cited."""
    key = f"csto-q-{hashlib.sha256(path.encode()).hexdigest()[:10]}"
    return Citation(PAGE, key, title, path, at, author=str(ARCHIVE), has_files=False)


def answer(citation: Citation, form: str) -> HttpResponse:
    """The citation as a file. Raises Http404 for a form that there is not."""
    media_type, attribute = known_form(form)
    content = getattr(citation, attribute)
    if form == "json":
        content = json.dumps([content], ensure_ascii=False, indent=1)
    name = content_disposition_header(True, f"{citation.key}.{form}")
    return HttpResponse(content, media_type, headers={"Content-Disposition": name})


def known_form(form: str) -> tuple[str, str]:
    if form not in FORMS:
        raise Http404
    return FORMS[form]


def one_line(text: str) -> str:
    """Without line breaks and invisible characters: those would end a field, or turn it around."""
    return " ".join(mend(text).text.split())


def tex(text: str) -> str:
    return one_line(text).translate(TEX)


def grouped(name: str) -> str:
    """In braces of its own: neither divided into names nor written small."""
    return f"{{{text}}}" if (text := tex(name)) else ""


def address(url: str) -> str:
    """In ASCII, without what ends an address in a text or in BibTeX."""
    return quote(one_line(url), safe=IN_ADDRESSES)


def ris_date(day: str) -> str:
    """«2023/11//»: three slashes, whatever is known between them."""
    return "/".join([*day.split("-"), "", "", ""][:4]) if day else ""


def date_parts(day: str) -> dict:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}
