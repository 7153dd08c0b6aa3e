"""How sure a rule is, in percent: how often it was right on pages whose truth is known.

The counts are those of `python -m bench.confidence` over 63 pages with truths, 30 of them written
by somebody else after the rules were made. Where a field has no truth on the others (quotes, new
initiatives, themes, the next summit) every answer on them was judged by reading; on the 30 the
counts are those of the first reading, before anything was mended. The later rules `by-about`,
`like-words`, `next-by-about` and `next-by-year` were counted over 89, 26 more of them by another
stranger, before anything was mended by these. `begins-as-metadata` and `only-heading` were
counted over 160 pages that had been mended by. The numbers rank the rules: they promise little of
pages of another kind.
"""

from __future__ import annotations

# (field, rule) → (how often it was right, of how many answers).
TRIED = {
    ("absent", "absence-words"): (13, 15),
    ("background_summit", "by-about"): (25, 25),
    ("background_summit", "by-day"): (15, 16),
    ("background_summit", "by-month"): (10, 10),
    ("background_summit", "by-named"): (4, 4),
    ("background_summit", "by-near"): (1, 1),
    ("background_summit", "by-next"): (19, 19),
    ("background_summit", "by-previous"): (8, 9),
    ("background_summit", "by-year"): (2, 2),
    ("body", "prose-run"): (61, 63),
    ("byline", "byline-line"): (44, 45),
    ("byline", "dateline"): (7, 9),
    ("caption", "caption-shape"): (45, 46),
    ("chair_theme", "motto-plain"): (1, 1),
    ("chair_theme", "motto-quoted"): (6, 6),
    ("chair_theme", "priority-said"): (1, 1),
    ("dateline", "byline-line"): (20, 20),
    ("dateline", "dateline"): (12, 12),
    ("headline", "begins-as-metadata"): (3, 3),
    ("headline", "by-place"): (29, 30),
    ("headline", "first-heading"): (14, 14),
    ("headline", "last-title"): (0, 1),
    ("headline", "only-heading"): (4, 4),
    ("headline", "printed-twice"): (4, 4),
    ("headline", "same-as-metadata"): (10, 10),
    ("headline", "title-markup"): (4, 4),
    ("initiative", "like-words"): (14, 14),
    ("initiative", "title-words-in-clause"): (77, 77),
    ("initiative", "title-words-in-heading"): (8, 8),
    ("initiative", "title-words-in-item"): (17, 17),
    ("kicker", "by-place"): (4, 4),
    ("kicker", "first-heading"): (3, 3),
    ("kicker", "printed-twice"): (1, 1),
    ("kicker", "same-as-metadata"): (2, 2),
    ("kicker", "title-markup"): (2, 2),
    ("main_summit", "by-day"): (48, 48),
    ("main_summit", "by-near"): (22, 22),
    ("main_summit", "points"): (1, 1),
    ("member", "council-member"): (152, 152),
    ("member", "country"): (219, 219),
    ("next_summit", "next-by-about"): (4, 6),
    ("next_summit", "next-by-day"): (8, 9),
    ("next_summit", "next-by-month"): (1, 1),
    ("next_summit", "next-by-next"): (15, 17),
    ("next_summit", "next-by-year"): (1, 1),
    ("next_summit", "next-in-words"): (1, 1),
    ("proposal", "new-in-clause"): (5, 9),
    ("proposal", "new-in-item"): (0, 1),
    ("published_on", "date-line"): (41, 41),
    ("published_on", "printed-day"): (1, 1),
    ("quotation", "according-to"): (1, 2),
    ("quotation", "said-after"): (2, 2),
    ("quotation", "said-before"): (31, 31),
    ("quotation", "said-carried"): (8, 10),
    ("standfirst", "by-place"): (2, 2),
    ("standfirst", "first-heading"): (3, 3),
    ("standfirst", "printed-twice"): (3, 3),
    ("standfirst", "same-as-metadata"): (4, 4),
}
SUREST = 99


def percent(right: int, of: int) -> int:
    """Laplace's rule: what was never tried is worth a coin, two answers are not yet a proof."""
    return min(round(100 * (right + 1) / (of + 2)), SUREST)


def confidence_of(field: str, rule: str) -> int:
    return percent(*TRIED.get((field, rule), (0, 0)))
