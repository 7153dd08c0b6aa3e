"""The recurring cast of the tests: two summits, an absent member, a draft that must never leak."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from articles.models import Article, Coverage, MemberMention, Source, StoryFamily
from csto_archive import translations, versions
from summits.loading.load import load_reference
from summits.models import Member, Summit

SECRET_WORD = "زمردة"  # stands in the draft alone: whoever can read it has found a leak


def pytest_configure():
    """Pages in Arabic, without a collectstatic before, passwords without the price of Argon2."""
    translations.compile_all()
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_addoption(parser):
    told = "pass over what asks no database: it has nothing to do with which one it is"
    parser.addoption("--only-with-database", action="store_true", help=told)


def pytest_collection_modifyitems(config, items):
    if config.getoption("--only-with-database"):
        without = [item for item in items if not asks_the_database(item)]
        items[:] = [item for item in items if asks_the_database(item)]
        config.hook.pytest_deselected(items=without)


def asks_the_database(item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The reference data stands in the test database from the start."""
    with django_db_blocker.unblock():
        load_reference()


@pytest.fixture(autouse=True)
def nothing_is_kept():
    """Tests change settings and functions, which the version of the archive knows nothing of."""
    versions.forget()


@pytest.fixture
def minsk(db) -> Summit:
    return Summit.objects.get(slug="2023-11-23-minsk")


@pytest.fixture
def bishkek(db) -> Summit:
    return Summit.objects.get(slug="2025-11-27-bishkek")


@pytest.fixture
def armenia(db) -> Member:
    return Member.objects.get(slug="armenia")


@pytest.fixture
def source(db) -> Source:
    return Source.objects.create(name="جريدة الرواق", domains=["rewaq.example"])


@pytest.fixture
def article(minsk, armenia, source) -> Article:
    """A published article about Minsk 2023 that tells of Armenia's absence."""
    article = Article(
        kicker="قمة منظمة معاهدة الأمن الجماعي",
        headline="قمة مينسك تنعقد بمقعد أرميني شاغر",
        standfirst="خمسة رؤساء يقرّون حزمة وثائق",
        body="<p>اجتمع القادة في مينسك.</p>\n<h2>غياب</h2>\n<p>غابت أرمينيا عن الاجتماع.</p>",
        byline="ليان الصبّاغ",
        dateline="مينسك",
        source=source,
        original_url="https://www.rewaq.example/a/1?utm_source=x",
        published_on="2023-11-23",
    )
    article.publish()
    Coverage.objects.create(article=article, summit=minsk)
    MemberMention.objects.create(article=article, member=armenia, absent=True)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def carry():
    """Lets another source carry the story of an article, in a status; the new article."""

    def carrier(article: Article, status: str = "published", **fields) -> Article:
        family = article.story_family or StoryFamily.objects.create()
        Article.objects.filter(pk=article.pk).update(story_family=family)
        article.story_family = family
        name = fields.pop("source_name", f"صحيفة رقم {Article.objects.count()}")
        source = Source.objects.create(name=name, rights=fields.pop("rights", "full_text"))
        own = {"headline": article.headline, "standfirst": article.standfirst}
        own |= {"body": article.body, "published_on": article.published_on}
        return Article.objects.create(
            **{**own, **fields}, source=source, status=status, story_family=family
        )

    return carrier


@pytest.fixture
def draft(minsk, armenia) -> Article:
    """A draft of a source of its own. Nobody but an editor may learn of either."""
    source = Source.objects.create(name=f"مجلة {SECRET_WORD}")
    draft = Article.objects.create(
        headline=f"مسودة {SECRET_WORD}",
        standfirst=SECRET_WORD,
        body=f"<p>{SECRET_WORD}</p>",
        byline=SECRET_WORD,
        source=source,
        editor_notes=SECRET_WORD,
        published_on="2023-11-24",
    )
    Coverage.objects.create(article=draft, summit=minsk)
    MemberMention.objects.create(article=draft, member=armenia)
    return draft


@pytest.fixture
def stranger(client):
    """Somebody who has not signed in."""
    return client


@pytest.fixture
def chief(db) -> User:
    return User.objects.create_superuser("chief", password="kalimat-sirr")
