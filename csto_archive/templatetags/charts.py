"""Charts in templates."""

from django import template

from csto_archive.charts.series import Chart, number
from csto_archive.charts.strips import strip
from csto_archive.charts.svg import on_page

register = template.Library()

register.filter("number", number)
register.simple_tag(strip)


@register.inclusion_tag("charts/_chart.html")
def chart(shown: Chart) -> dict:
    """A figure: title, main numbers, drawing, table, files. A page loads `site/charts.css`."""
    return {"chart": shown, "drawing": on_page(shown) if shown.is_measured else ""}
