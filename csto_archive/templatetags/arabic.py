"""Arabic writing in templates; built in, so that no template needs to load it."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from csto_archive.arabic.dates import format_date, format_range

register = template.Library()

COUNTED = {
    "article": ngettext_lazy("مقال واحد", "%(n)s مقالاً", "n"),
    "summit": ngettext_lazy("قمة واحدة", "%(n)s قمة", "n"),
    "initiative": ngettext_lazy("مبادرة واحدة", "%(n)s مبادرة", "n"),
    "member": ngettext_lazy("دولة واحدة", "%(n)s دولة", "n"),
    "source": ngettext_lazy("مصدر واحد", "%(n)s مصدراً", "n"),
}
# Words that stand in the reference data where a source is not a page.
UNWRITTEN_SOURCES = {"knowledge": gettext_lazy("معرفة مُعدّ البيانات، من دون مصدر مكتوب")}
ISO_LENGTH = {"day": 10, "month": 7, "year": 4}


@register.filter
def long_date(value: date | None, precision: str = "day") -> str:
    """«23 نوفمبر/تشرين الثاني 2023», empty for no date."""
    return format_date(value, precision or "day") if value else ""


@register.filter
def time(value: date | None, precision: str = "day") -> SafeString | str:
    """The long date as a `<time>` that machines read to the same precision."""
    if not value:
        return ""
    machine = value.isoformat()[: ISO_LENGTH[precision or "day"]]
    return format_html('<time datetime="{}">{}</time>', machine, long_date(value, precision))


@register.simple_tag
def period(start: date | None, end: date | None) -> str:
    """«من 20 إلى 22 أغسطس/آب 2010», «منذ …» or «حتى …» where one end is not known."""
    if start and end:
        return format_range(start, end)
    if start:
        return _("منذ %(day)s") % {"day": format_date(start)}
    return _("حتى %(day)s") % {"day": format_date(end)} if end else ""


@register.filter
def counted(n: int, noun: str) -> str:
    """«3 مقالات»: the number with the noun form that goes with it."""
    return COUNTED[noun] % {"n": n}


@register.filter
def sources(text: str) -> list[SafeString]:
    """The sources of a fact, each isolated from the Arabic around it."""
    names = filter(None, map(str.strip, text.split(";")))
    return [
        format_html("{}", UNWRITTEN_SOURCES[name])
        if name in UNWRITTEN_SOURCES
        else format_html('<bdi dir="ltr">{}</bdi>', name)
        for name in names
    ]
