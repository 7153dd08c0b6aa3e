"""Every route is known, read-only, and says nothing of what is not published."""

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, get_resolver

import summits.sitemaps
from articles.models import (
    Article,
    Capture,
    Correction,
    Coverage,
    Photo,
    Source,
    StoryFamily,
)
from summits.models import Summit
from tests.conftest import SECRET_WORD

pytestmark = pytest.mark.django_db

# Route name -> an address of that kind; `{pk}` and `{slug}` are those of the published article,
# `{story}` that of its story.
PUBLIC = {
    "home": "/",
    "about": "/about/",
    "robots": "/robots.txt",
    "sitemap": "/sitemap.xml",
    "sitemap_section": "/sitemaps/articles-{part}.xml",
    "live": "/healthz/live",
    "ready": "/healthz/ready",
    "summits:summits": "/summits/?city=minsk",
    "summits:year": "/summits/2023/",
    "summits:year_in_city": "/summits/2010/moscow/",
    "summits:city": "/summits/city/minsk/",
    "summits:attendance": "/summits/attendance/",
    "summits:attendance_csv": "/summits/attendance.csv",
    "summits:calendar": "/summits/calendar.ics?city=minsk",
    "summits:event": "/summits/2023-11-23-minsk/event.ics",
    "summits:feed": "/feeds/summits.rss?city=minsk",
    "summits:initiative_feed": "/feeds/initiatives.json?year=2023",
    "summits:member_cite": "/members/armenia/cite.bib",
    "summits:initiative_cite": "/initiatives/2023-11-23-01/cite.json",
    "summits:summit": "/summits/2023-11-23-minsk/",
    "summits:cite": "/summits/2023-11-23-minsk/cite.ris",
    "summits:members": "/members/",
    "summits:member": "/members/armenia/",
    "summits:initiatives": "/initiatives/?year=2023",
    "summits:initiative": "/initiatives/2023-11-23-01/",
    "articles:articles": "/articles/?q=مينسك",
    "articles:article_by_number": "/articles/{pk}/",
    "articles:article": "/articles/{pk}/{slug}/",
    "articles:cite": "/articles/{pk}/cite.bib",
    "articles:story": "/stories/{story}/",
    "articles:sources": "/sources/",
    "articles:coverage": "/sources/coverage/",
    "articles:coverage_csv": "/sources/coverage.csv",
    "articles:source": "/sources/جريدة-الرواق/",
    "articles:feed": "/feeds/articles.json",
    "articles:story_cite": "/stories/{story}/cite.ris",
    "articles:source_cite": "/sources/جريدة-الرواق/cite.txt",
    "search:search": "/search/?q=مينسك",
    "search:suggest": "/search/suggest?q=مين",
    "search:feed": "/search/feed.rss?q=مينسك",
    "search:suggestions": "/search/suggest.json?q=مين",
    "search:opensearch": "/opensearch.xml",
    "site_card": "/card.png",
    "year_card": "/summits/2023/card.png",
    "city_card": "/summits/city/minsk/card.png",
    "member_card": "/members/armenia/card.png",
    "initiative_card": "/initiatives/2023-11-23-01/card.png",
    "story_card": "/stories/{story}/card.png",
    "source_card": "/sources/جريدة-الرواق/card.png",
    "summit_card": "/summits/2023-11-23-minsk/card.png",
    "article_card": "/articles/{pk}/card.png",
    "chart": "/charts/member-years.csv?of=armenia",
    "api:index": "/api/v1/",
    "api:search": "/api/v1/search/?q=مينسك&limit=100",
    "api:suggest": "/api/v1/search/suggest/?q=مين",
    "api:schema": "/api/v1/schema/",
    "api:docs": "/api/v1/docs/",
    "api:unknown": "/api/v1/nothing/",
    "api:summit-list": "/api/v1/summits/",
    "api:summit-detail": "/api/v1/summits/2023-11-23-minsk/",
    "api:member-list": "/api/v1/members/",
    "api:member-detail": "/api/v1/members/armenia/",
    "api:initiative-list": "/api/v1/initiatives/",
    "api:initiative-detail": "/api/v1/initiatives/2023-11-23-01/",
    "api:article-list": "/api/v1/articles/?member=armenia",
    "api:article-detail": "/api/v1/articles/{pk}/",
    "api:storyfamily-list": "/api/v1/stories/?summit=2023-11-23-minsk",
    "api:storyfamily-detail": "/api/v1/stories/{story}/",
    "api:source-list": "/api/v1/sources/",
    "api:source-detail": "/api/v1/sources/جريدة-الرواق/",
    "api:city-list": "/api/v1/cities/",
    "api:city-detail": "/api/v1/cities/minsk/",
    "api:leader-list": "/api/v1/leaders/",
    "api:leader-detail": "/api/v1/leaders/pashinyan/",
}
# Who may write has a token; nobody reads here (tests/api/test_imports.py).
FOR_TOKENS = {"api:imports": "/api/v1/imports/"}
# What only makes sense for something found: the same words, but nothing there.
NOTHING = (
    f"/articles/?q={SECRET_WORD}",
    f"/api/v1/articles/?q={SECRET_WORD}",
    f"/feeds/articles.atom?q={SECRET_WORD}",
    f"/search/?q={SECRET_WORD}",
    f"/search/?q={SECRET_WORD[:-1]}ه مينسك",
    f"/search/?q={SECRET_WORD[:2]}*",
    f"/search/?q=مينسك&source=مجلة-{SECRET_WORD}",
    f"/search/suggest?q={SECRET_WORD[:3]}",
    f"/search/feed.atom?q={SECRET_WORD}",
    f"/search/suggest.json?q={SECRET_WORD[:3]}",
    f"/feeds/articles.json?q={SECRET_WORD}",
    f"/sources/مجلة-{SECRET_WORD}/card.png",
    f"/sources/مجلة-{SECRET_WORD}/cite.bib",
    "/feeds/articles.atom",
    "/sitemap.xml",
    "/sitemaps/pages-0.xml",
    "/sitemaps/sources-0.xml",
    "/sitemaps/stories-0.xml",
    "/sitemaps/summits-0.xml",
    "/sitemaps/cities-0.xml",
    f"/api/v1/search/?q={SECRET_WORD} مينسك",
    f"/api/v1/search/suggest/?q={SECRET_WORD[:3]}",
    "/search/?city=astana",
    "/api/v1/search/?member=armenia",
    f"/articles/?source=مجلة-{SECRET_WORD}",
    f"/api/v1/articles/?source=مجلة-{SECRET_WORD}",
    f"/sources/مجلة-{SECRET_WORD}/",
    f"/api/v1/sources/مجلة-{SECRET_WORD}/",
    f"/api/v1/stories/?source=مجلة-{SECRET_WORD}",
    "/articles/?summit=2024-11-28-astana",
    "/summits/2024-11-28-astana/",
    "/api/v1/articles/?published_after=2023-11-24",
)


@pytest.fixture
def article(article, carry) -> Article:
    """The cast's article, whose story a second source carries."""
    carry(article)
    return article


def route_names(resolver=None, namespace="") -> set[str]:
    names = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            names.add(f"{namespace}{entry.name}")
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names |= route_names(entry, inner)
    return names


def addresses(article: Article) -> list[str]:
    return [*public_addresses(article).values(), *NOTHING]


def public_addresses(article: Article) -> dict[str, str]:
    known = {"pk": article.pk, "slug": article.slug, "story": article.story_family_id}
    known["part"] = article.pk // summits.sitemaps.SIZE
    return {name: url.format(**known) for name, url in PUBLIC.items()}


def snapshot(urls: list[str]) -> dict:
    """All that a stranger can see of each address."""
    answers = {}
    for url in urls:
        answer = Client().get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[url] = (answer.status_code, sorted(answer.headers.items()), body)
    return answers


def test_every_route_is_public_by_intent_or_the_admins():
    names = {name for name in route_names() if not name.startswith("admin:")}
    assert names == {*PUBLIC, *FOR_TOKENS}


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete", "trace"])
def test_what_takes_a_token_is_not_read_and_is_closed_to_strangers(method):
    for url in FOR_TOKENS.values():
        assert getattr(Client(), method)(url).status_code == 405
        answer = Client().post(url, {"text": "نص"}, content_type="application/json")
        assert answer.status_code == 401
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies


def test_every_public_route_answers(article):
    unexpected = {
        url: answer[0]
        for url, answer in snapshot(addresses(article)).items()
        if answer[0] != (404 if "nothing" in url or SECRET_WORD in url else 200)
    }
    unexpected = {u: s for u, s in unexpected.items() if not (SECRET_WORD in u and s in {200, 400})}
    assert unexpected == {f"/articles/{article.pk}/": 301}


@time_machine.travel("2026-11-21 12:00", tick=False)  # headers and empty feeds tell the time
def test_nothing_that_is_not_published_changes_a_byte_of_what_is_public(article):
    urls = addresses(article)
    astana = Summit.objects.get(slug="2024-11-28-astana")
    source = Source.objects.create(name=f"مجلة {SECRET_WORD}")
    capture = Capture.objects.create(
        content=SECRET_WORD.encode(), sha256="2" * 64, size=1, media_type="text/plain"
    )
    alone = Article.objects.create(headline="قمة أخرى", status="published")
    urls += [f"/articles/{alone.pk}/قمة-أخرى/", f"/api/v1/articles/{alone.pk}/"]
    before = snapshot(urls)
    untold = StoryFamily.objects.create(title=SECRET_WORD)
    Article.objects.filter(pk=alone.pk).update(story_family=untold)
    for number, status in enumerate(("draft", "in_review", "withdrawn", "merged", "published")):
        story = (untold, article.story_family)[number % 2]
        hidden = Article.objects.create(
            story_family=story, published_at="2030-01-01T00:00Z" if status == "published" else None,
            headline=f"{SECRET_WORD} مينسك", standfirst=SECRET_WORD, body=f"<p>{SECRET_WORD}</p>",
            byline=SECRET_WORD, source=source, editor_notes=SECRET_WORD, status=status,
            published_on="2023-11-24", capture=capture, part=Article.objects.count(),
        )  # fmt: skip
        Coverage.objects.create(article=hidden, summit=astana)
        Photo.objects.create(article=hidden, caption=SECRET_WORD)
        Correction.objects.create(article=hidden, text=SECRET_WORD)
        for member in astana.members.all():
            hidden.mentions.create(member=member, absent=True)
        for initiative in astana.initiatives.all():
            hidden.initiative_mentions.create(initiative=initiative, measures=[SECRET_WORD])
    Article.objects.filter(pk=article.pk).update(editor_notes=SECRET_WORD)
    after = snapshot(urls)
    assert [url for url in urls if after[url] != before[url]] == []


def test_a_hidden_article_answers_like_one_that_never_was(article, draft):
    for pattern in (
        "/articles/{}/",
        "/articles/{}/x/",
        "/articles/{}/card.png",
        "/articles/{}/cite.bib",
        "/articles/{}/cite.json",
        "/articles/{}/cite.exe",
        "/api/v1/articles/{}/",
    ):
        hidden, missing = snapshot([pattern.format(draft.pk), pattern.format(999_999)]).values()
        assert hidden == missing
    hidden, missing = snapshot(
        [f"/api/v1/articles/{draft.pk}/", "/api/v1/articles/999999/"]
    ).values()
    assert hidden == missing


def test_a_story_that_one_public_article_carries_answers_like_one_that_never_was(article, carry):
    alone = Article.objects.create(headline="قمة أخرى", status="published")
    alone.story_family = StoryFamily.objects.create(pk=777_777)
    for status in ("draft", "in_review", "withdrawn", "merged"):
        carry(alone, status)
    carry(alone, published_at="2130-01-01T00:00Z")
    for pattern in (
        "/stories/{}/", "/api/v1/stories/{}/", "/articles/?story={}", "/api/v1/articles/?story={}",
        "/feeds/articles.atom?story={}", "/feeds/articles.json?story={}", "/stories/{}/card.png",
        "/stories/{}/cite.bib",
    ):  # fmt: skip
        hidden, missing = snapshot([pattern.format(777_777), pattern.format(999_999)]).values()
        assert hidden[0] == missing[0]
        assert hidden[2].replace(b"777777", b"999999") == missing[2]
    told = snapshot([*addresses(article), f"/api/v1/articles/{alone.pk}/"])
    assert not [url for url, answer in told.items() if b"777777" in answer[2]]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_public_routes_only_read(article, method):
    for url in addresses(article):
        answer = getattr(Client(), method)(url)
        assert answer.status_code in {404, 405}, (method, url)


def test_public_pages_set_no_cookie_and_carry_the_policy(article):
    for url in addresses(article):
        answer = Client().get(url)
        assert not answer.cookies, url
        assert "Cookie" not in answer.headers.get("Vary", ""), url
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        if "/docs/" not in url:
            assert "unsafe" not in policy


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_the_admin_is_closed_to_strangers(method):
    for url in ("/admin/", "/admin/articles/article/", "/admin/articles/article/import/",
                "/admin/articles/article/import/x/", "/admin/articles/capture/",
                "/admin/summits/summit/add/", "/admin/auth/user/", "/admin/jsi18n/"):  # fmt: skip
        answer = getattr(Client(), method)(url)
        assert answer.status_code in {302, 403}, url
        assert "no-store" in answer.headers["Cache-Control"], url


@pytest.mark.parametrize(
    "query",
    ["q=%00", "q=" + "ق" * 60_000, "page=" + "9" * 30, "page=-1", "year=abc", "year=1e9",
     "city=nowhere", "published_after=2023-02-31", "q=%ed%a0%80", "q=a&q=b", "source=%27%22%3E",
     "cursor=%00", "limit=-5", "limit=" + "9" * 40],
    ids=lambda query: query[:20],
)  # fmt: skip
@pytest.mark.parametrize(
    "path",
    ["/articles/", "/summits/", "/initiatives/", "/feeds/articles.atom", "/sources/",
     "/search/", "/search/suggest", "/search/feed.atom", "/api/v1/search/",
     "/api/v1/search/suggest/", "/api/v1/articles/", "/api/v1/summits/", "/api/v1/initiatives/"],
)  # fmt: skip
def test_a_hostile_query_is_answered(article, path, query):
    assert Client().get(f"{path}?{query}").status_code in {200, 400, 404}
