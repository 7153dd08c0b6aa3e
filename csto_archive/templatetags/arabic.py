"""Arabic writing in templates; built in, so that no template needs to load it."""

from datetime import date

from django import template

from csto_archive.arabic.dates import format_date

register = template.Library()


@register.filter
def long_date(value: date | None, precision: str = "day") -> str:
    """«23 نوفمبر/تشرين الثاني 2023», empty for no date."""
    return format_date(value, precision or "day") if value else ""
