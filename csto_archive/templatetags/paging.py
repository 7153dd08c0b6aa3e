"""The numbers of pages in templates."""

from django import template

register = template.Library()

BESIDE = 2  # so many on each side of the page that is read


@register.filter
def steps(page) -> list[int]:
    """The numbers that lead on from a page: the first, the last, those around it; 0 for a gap."""
    first, last = page.paginator.page_range[0], page.paginator.page_range[-1]
    around = range(max(first, page.number - BESIDE), min(last, page.number + BESIDE) + 1)
    before = [first, 0][: around[0] - first]
    after = [0, last][max(0, 2 - (last - around[-1])) :]
    return [*before, *around, *after]
