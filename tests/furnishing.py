"""What the sample pages lack and readers can meet: a story, a correction, a withdrawn article.

`python -m tests.furnishing` completes the sample site of VAR_DIR; with `--adversarial`, by an
article too whose every text is hard on its neighbours (tests/in_browser/test_bidi.py).
"""

import sys
from datetime import date

import django

from tests.page_types import WITHDRAWN

HOSTILE = "(32) NATO ٢٠٢٢ – الناتو"
ADVERSARIAL = 9_001


def furnish() -> None:
    from articles.models import Article, Correction, StoryFamily

    pair = Article.objects.filter(headline__contains="الحدود الطاجيكية").order_by("pk")
    story = StoryFamily.objects.create(pk=1)
    assert pair.update(story_family=story) == 2
    Correction.objects.create(
        article_id=10, made_on=date(2026, 11, 1),
        text="ورد في هذا النص أن القمة عُقدت في الثاني من ديسمبر، وقد عُقدت في 30 نوفمبر 2017.",
    )  # fmt: skip
    gone = Article(
        pk=WITHDRAWN, headline="خبر عن قمة لم تُعقد", body="<p>نص مسحوب.</p>", is_sample=True,
        published_on=date(2023, 11, 20), source=pair[0].source,
    )  # fmt: skip
    gone.publish()
    gone.withdraw()
    Correction.objects.create(
        article=gone, kind=Correction.Kind.WITHDRAWAL, made_on=date(2026, 11, 2),
        text="سُحب الخبر لأن القمة التي يرويها لم تُعقد، كما أوضح المصدر في اليوم التالي.",
    )  # fmt: skip


def make_adversarial() -> None:
    """An old article, at the end of lists, of an old summit and of a source of its own."""
    from articles.models import Article, Correction, Coverage, Photo, Source, StoryFamily
    from summits.models import Summit

    source = Source.objects.create(name=HOSTILE, slug="nato-32")
    story = StoryFamily.objects.create(pk=2, title=HOSTILE)
    for number in (ADVERSARIAL, ADVERSARIAL + 1):
        article = Article(
            pk=number, kicker=HOSTILE, headline=HOSTILE, standfirst=HOSTILE, byline=HOSTILE,
            dateline=HOSTILE, body=f"<p>{HOSTILE}</p><h2>{HOSTILE}</h2><p>{HOSTILE}</p>",
            source=source, published_on=date(2003, 4, 29), story_family=story, is_sample=True,
        )  # fmt: skip
        article.publish()
        Coverage.objects.create(article=article, summit=Summit.objects.order_by("start_date")[0])
        Photo.objects.create(article=article, caption=HOSTILE, credit=HOSTILE)
        Correction.objects.create(article=article, text=HOSTILE)


if __name__ == "__main__":
    django.setup()
    furnish()
    if "--adversarial" in sys.argv:
        make_adversarial()
