"""The cast as the API sees it."""

import pytest

from articles.models import (
    Article,
    Correction,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    StoryFamily,
)
from summits.models import Initiative, Measure, Member

LISTS = (
    "summits", "members", "initiatives", "articles", "stories", "sources", "cities", "leaders",
)  # fmt: skip
WORDING = "استراتيجية شاملة لمكافحة الإرهاب"
MEASURES = ["كشف الخلايا النائمة", "تبادل المعلومات الاستخباراتية"]


@pytest.fixture(autouse=True)
def site(settings) -> str:
    settings.SITE_URL = "https://archive.example"
    return settings.SITE_URL


@pytest.fixture
def api(client):
    """What GET answers below /api/v1/, as parsed JSON; the status must be as expected."""

    def get(path: str = "", status: int = 200, /, **parameters):
        response = client.get(f"/api/v1/{path}", parameters)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return get


@pytest.fixture
def ids(api):
    """The ids that a list gives for some parameters, in its order."""

    def get(path: str, /, **parameters) -> list:
        return [record["id"] for record in api(f"{path}/", limit=200, **parameters)["results"]]

    return get


@pytest.fixture
def initiative(bishkek) -> Initiative:
    return bishkek.initiatives.get(slug="2025-11-27-11")


@pytest.fixture
def measure(initiative) -> Measure:
    return Measure.objects.create(
        initiative=initiative, position=1, text=MEASURES[1], source="seed 000_c738a0e1a00c6181"
    )


@pytest.fixture
def story(told, carry) -> StoryFamily:
    """Of `told`, which another source carried a day later, somewhat changed."""
    told.story_family = StoryFamily.objects.create(pk=501, title="خمس مبادرات في بيشكيك")
    carry(
        told, pk=1002, source_name="صحيفة المرفأ", headline="بيشكيك: القادة يتفقون",
        body=told.body.replace("أنهى القادة اجتماعهم", "اختتم القادةُ اجتماعهم"),
        published_on="2025-11-29", original_url="https://marfa.example/9",
    )  # fmt: skip
    return StoryFamily.objects.get()


@pytest.fixture
def told(bishkek, minsk, armenia, source, initiative) -> Article:
    """A published article on Bishkek 2025 that tells of everything an article can tell of."""
    source.kind, source.country_code, source.variants = "newspaper", "LB", ["الرواق"]
    source.save()
    article = Article(
        pk=1001,
        kicker="خمس مبادرات على طاولة القادة",
        headline="قمة بيشكيك ترسم خطة العام المقبل",
        standfirst="القادة يتفقون على استراتيجية جديدة ويسلّمون الرئاسة لروسيا",
        body="<p>أنهى القادة اجتماعهم في بيشكيك.</p>\n<h2>ما بعد القمة</h2>\n"
        "<p>وتتولى روسيا الرئاسة، كما أُعلن في <strong>الجلسة</strong> الختامية.</p>",
        byline="ليان الصبّاغ",
        dateline="بيشكيك",
        source=source,
        original_url="https://www.rewaq.example/a/7",
        published_on="2025-11-28",
        is_sample=True,
    )
    article.publish()
    Coverage.objects.create(article=article, summit=bishkek)
    Coverage.objects.create(article=article, summit=minsk, role="background")
    MemberMention.objects.create(article=article, member=armenia, absent=True)
    MemberMention.objects.create(article=article, member=Member.objects.get(slug="russia"))
    InitiativeMention.objects.create(
        article=article, initiative=initiative, wording=WORDING, measures=MEASURES
    )
    Photo.objects.create(article=article, caption="القادة قبل الجلسة", credit="وكالة الرواق")
    Correction.objects.create(article=article, text="صُحّح اسم القاعة.", made_on="2025-12-01")
    return Article.objects.get(pk=article.pk)
