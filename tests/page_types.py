"""Every kind of page that a reader can meet, once each: what is looked at, printed and measured.

A new page is one line more here: axe, overflow, large text, forced colours, print, the gates of
`make gates` and the screenshots take it from this table. The addresses are those of the sample
site as `tests.furnishing` completes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, Response

MINSK = "/summits/2023-11-23-minsk/"
WITHDRAWN = 9_000  # number of the article that tests.furnishing withdraws


@dataclass(frozen=True)
class PageType:
    path: str
    link: str = ""  # to follow from there, as a reader would
    status: int = 200

    def open(self, page: Page) -> Response:
        """Go there in a page whose context knows the site (`base_url`)."""
        answer = page.goto(self.path)
        if self.link:
            answer = page.goto(page.locator(self.link).first.get_attribute("href"))
        assert answer.status == self.status, (self.path, answer.status)
        return answer


PAGE_TYPES = {
    "home": PageType("/"),
    "summits": PageType("/summits/"),
    "summits-refused": PageType("/summits/?year=abc"),
    "summits-grid": PageType("/summits/?view=grid"),
    "summits-timeline": PageType("/summits/?view=timeline"),
    "summits-map": PageType("/summits/?view=map&format=in_person"),
    "attendance": PageType("/summits/attendance/"),
    "year": PageType("/summits/2023/"),
    "city": PageType("/summits/city/moscow/"),
    "year-in-city": PageType("/summits/2010/moscow/"),
    "summit": PageType(MINSK),
    "summit-announced": PageType("/summits/2026-11-11-moscow/"),
    "summit-by-video": PageType("/summits/2021-08-23-video/"),
    "members": PageType("/members/"),
    "member": PageType("/members/armenia/"),
    "initiatives": PageType("/initiatives/"),
    "initiative": PageType("/initiatives/2025-11-27-11/"),
    "articles": PageType("/articles/"),
    "articles-filtered": PageType("/articles/?q=قمة&city=minsk"),
    "articles-none": PageType("/articles/?q=ططططط"),
    "article": PageType(MINSK, "main h3 a[href^='/articles/']"),
    "article-corrected": PageType("/articles/10/"),
    "story": PageType("/stories/1/"),
    "sources": PageType("/sources/"),
    "source": PageType("/sources/", "main .lines a[href^='/sources/']"),
    "coverage": PageType("/sources/coverage/"),
    "search": PageType("/search/"),
    "search-results": PageType("/search/?q=قمة مينسك"),
    "search-none": PageType("/search/?q=ططططط"),
    "about": PageType("/about/"),
    "withdrawn": PageType(f"/articles/{WITHDRAWN}/", status=410),
    "not-found": PageType("/summits/1999-01-01-paris/", status=404),
}
