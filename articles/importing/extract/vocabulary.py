"""What elements and class names mean, as tables. They hold words of the trade, not of a site."""

from __future__ import annotations

import re

from articles.importing.tables import words

BLOCKS = words("""
    address article aside blockquote body center caption dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul
""")
DROPPED_ELEMENTS = words("""
    script style noscript template nav aside form button select textarea iframe svg canvas video
    audio object embed dialog menu head footer input label
""")
DROPPED_ROLES = words("navigation banner complementary search dialog contentinfo alert")
KINDS = {"li": "list_item", "blockquote": "quote", "figcaption": "caption"}

# A word of a class or id that marks furniture.
FURNITURE = words("""
    ad ads adx adv advert advertisement advertising adsense adslot banner banners breadcrumb
    breadcrumbs breaking cards carousel comment commentlist comments consent cookie cookies discuss
    disqus respond embed facebook follow footer gdpr gpt hidden instagram latest live login logo
    menu menus mainmenu modal more most nav navbar navigation newsletter newsletters
    outbrain paywall player poll popular popup print promo promos promoted react reactions
    read recommend recommended related relatednews share sharing shares sidebar signup
    sitemap skeleton skip social sponsor sponsored subscribe subscription survey taboola tag
    tags telegram ticker toolbar tools topbar trending tweet twitter vote whatsapp widget
    widgets
""")
# What is live may be the article: a page that grows. «live-meta» holds its date and author.
LIVE = frozenset({"live"})
KEPT = words("meta byline author date dateline published")

# A word of a class, id or itemprop that says what a short element is.
ROLES = {
    "title": "title", "headline": "title", "heading": "title", "ttl": "title", "titre": "title",
    "kicker": "kicker", "label": "kicker", "overline": "kicker", "eyebrow": "kicker",
    "pretitle": "kicker", "suptitle": "kicker", "surtitre": "kicker", "uptitle": "kicker",
    "section": "kicker", "rubric": "kicker",
    "standfirst": "standfirst", "deck": "standfirst", "dek": "standfirst", "lead": "standfirst",
    "lede": "standfirst", "subtitle": "standfirst", "subheadline": "standfirst",
    "excerpt": "standfirst", "announce": "standfirst", "chapeau": "standfirst",
    "sapo": "standfirst", "intro": "standfirst",
    "by": "byline", "byline": "byline", "author": "byline", "writer": "byline",
    "reporter": "byline",
    "date": "date", "time": "date", "datetime": "date", "published": "date", "pubdate": "date",
    "datepublished": "date", "timestamp": "date",
    "caption": "caption", "cap": "caption", "capt": "caption",
    "descr": "caption", "legend": "caption",
    "credit": "credit", "copyright": "credit", "photographer": "credit",
}  # fmt: skip
ROLES_OF_ELEMENTS = {"time": {"date"}, "small": {"credit"}, "cite": {"credit"}}
ROLE_WITHIN = 400

PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def parts_of(names: str) -> frozenset[str]:
    """The words of class names: «Story_share__s» and «storyShare» hold story and share."""
    return frozenset(map(str.lower, PART.findall(names)))
