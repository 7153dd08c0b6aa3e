"""What belongs to an article, a row each: links, photos, notices."""

from articles.models import (
    Correction,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Quotation,
)
from csto_archive.editing import StackedRows, TabularRows


class CoverageRows(TabularRows):
    model = Coverage
    autocomplete_fields = ("summit",)


class MemberRows(TabularRows):
    model = MemberMention
    autocomplete_fields = ("member",)


class InitiativeRows(StackedRows):
    model = InitiativeMention
    autocomplete_fields = ("initiative",)


class PhotoRows(StackedRows):
    model = Photo


class QuotationRows(StackedRows):
    model = Quotation
    autocomplete_fields = ("leader",)


class CorrectionRows(StackedRows):
    model = Correction
