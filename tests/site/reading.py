"""A page as its readers see it."""

import re

# Scripts that would run; data for machines does not.
INLINE_SCRIPTS = "//script[text()][not(@type='application/ld+json')]"


def visible_text(page, *, foreign: bool = True) -> str:
    """All that is shown; without `foreign`, only what stands outside marked foreign runs."""
    hidden = "//head | //script | //style"
    marked = " | //bdi | //code | //body//*[@lang]"
    for element in page.xpath(hidden if foreign else hidden + marked):
        element.drop_tree()
    return squeezed(page)


def squeezed(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def headlines(page) -> list[str]:
    """Of the article cards, in their order."""
    return [squeezed(h3) for h3 in page.xpath("//article[@class='card']//h3")]


def summits_listed(page) -> list[str]:
    """The addresses of the summits of a list, in their order."""
    return page.xpath("//li[@class='summit-line']/a/@href")


def section(page, heading: str) -> str:
    """The text of the section with that id on its heading."""
    return squeezed(page.xpath(f"//*[@aria-labelledby='{heading}']")[0])
