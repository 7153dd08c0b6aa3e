"""Several articles, one story: who may say so, and what readers could learn of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.deciding import OutOfDateError
from articles.deciding.merging import merge
from articles.deciding.stories import join_story, leave_story, may_join
from articles.models import Article, FormerStory, StoryFamily
from tests.conftest import SECRET_WORD
from tests.deciding.test_merging import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(draft, other) -> list[Article]:
    return [draft, other]


def test_two_drafts_become_one_story(drafts, editor):
    story = join_story(drafts, editor, "قمة مينسك")
    assert {fresh(article).story_family for article in drafts} == {story}
    assert story.title == "قمة مينسك"


def test_a_story_is_never_titled_after_what_is_not_public(drafts, article, chief):
    story = join_story([*drafts, article], chief)
    assert (story.title, story.heading) == ("", article.headline)
    assert SECRET_WORD not in str(story)


def test_an_article_joins_the_story_that_is_there(drafts, article, editor, chief):
    first, second = drafts
    story = join_story([article, first], chief)
    assert may_join(editor, [article, second])
    assert join_story([article, second], editor) == story  # nothing public changes
    assert story.articles.count() == 3


def test_what_is_public_joins_a_story_by_whoever_may_publish(drafts, article, editor):
    assert not may_join(editor, [drafts[0], article])
    with pytest.raises(PermissionDenied):
        join_story([drafts[0], article], editor)
    assert not StoryFamily.objects.exists()


def test_two_stories_become_the_older_one_with_all_their_articles(drafts, article, chief, editor):
    third = Article.objects.create(headline="ثالث")
    older = join_story([article, drafts[0]], chief)
    join_story([drafts[1], third], editor)
    assert join_story([drafts[1], drafts[0]], chief) == older
    assert older.articles.count() == 4
    assert list(StoryFamily.objects.all()) == [older]


@pytest.fixture
def known(article, carry) -> StoryFamily:
    """A story that readers know."""
    article.story_family = StoryFamily.objects.create(pk=500, title="غياب أرمينيا")
    carry(article)
    return article.story_family


def joined(known, drafts, article, chief) -> StoryFamily:
    """An older story, of drafts, that the known one has joined."""
    StoryFamily.objects.create(pk=known.pk - 1, title="")
    Article.objects.filter(pk=drafts[0].pk).update(story_family=known.pk - 1)
    return join_story([fresh(drafts[0]), article], chief)


@pytest.mark.parametrize("pattern", ["/stories/{}/", "/api/v1/stories/{}/"])
def test_the_address_of_a_known_story_leads_to_the_one_it_joined(
    client, pattern, known, drafts, article, chief
):
    story = joined(known, drafts, article, chief)
    answer = client.get(pattern.format(known.pk))
    assert (answer.status_code, answer["Location"]) == (301, pattern.format(story.pk))
    assert story.title == "غياب أرمينيا"
    missing = client.get(pattern.format(987_654))
    Article.objects.filter(pk=article.pk).update(status="draft")
    hidden = client.get(pattern.format(known.pk))
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_what_was_asked_of_a_story_in_the_api_is_asked_of_the_other(
    client, known, drafts, article, chief
):
    story = joined(known, drafts, article, chief)
    answer = client.get(f"/api/v1/stories/{known.pk}/?cursor=x")
    assert answer["Location"] == f"/api/v1/stories/{story.pk}/?cursor=x"


def test_addresses_of_a_chain_of_stories_lead_to_its_end(client, known, drafts, article, chief):
    middle = joined(known, drafts, article, chief)
    StoryFamily.objects.create(pk=middle.pk - 1, title="أقدم")
    Article.objects.filter(pk=drafts[1].pk).update(story_family=middle.pk - 1)
    end = join_story([fresh(drafts[1]), article], chief)
    for story in (known, middle):
        assert client.get(f"/stories/{story.pk}/").url == end.get_absolute_url()
    assert end.title == "غياب أرمينيا"


def test_a_title_that_readers_know_stays_where_they_know_none_of_the_older_story(
    client, known, drafts, article, chief
):
    hidden = StoryFamily.objects.create(pk=known.pk - 1, title=SECRET_WORD)
    Article.objects.filter(pk=drafts[0].pk).update(story_family=hidden)
    story = join_story([fresh(drafts[0]), article], chief)
    assert (story, story.title) == (hidden, "غياب أرمينيا")
    assert SECRET_WORD not in client.get(story.get_absolute_url()).content.decode()


def test_of_two_titles_that_readers_know_that_of_the_older_story_stays(known, carry, chief):
    older = StoryFamily.objects.create(pk=known.pk - 1, title="أقدم")
    one = Article.objects.create(headline="خبر", status="published", story_family=older)
    carry(one)
    assert join_story([one, known.articles.first()], chief).title == "أقدم"


def test_a_story_that_readers_never_knew_leaves_no_address_and_no_title(
    client, known, drafts, article, chief
):
    StoryFamily.objects.update(title="")
    hidden = StoryFamily.objects.create(pk=known.pk + 1, title=SECRET_WORD)
    Article.objects.filter(pk=drafts[0].pk).update(story_family=hidden)
    assert join_story([drafts[0], article], chief) == known
    assert client.get(f"/stories/{hidden.pk}/").status_code == 404
    known.refresh_from_db()
    assert known.title == ""
    assert not FormerStory.objects.exists()


def test_whoever_leaves_a_story_leaves_the_others_in_it(drafts, editor):
    story = join_story(drafts, editor, "قصة")
    leave_story(fresh(drafts[0]))
    assert list(story.articles.all()) == [drafts[1]]
    leave_story(fresh(drafts[1]))
    assert not StoryFamily.objects.exists()


def test_a_merged_article_carries_no_story(drafts, article, chief):
    merge(*drafts, chief)
    with pytest.raises(ValidationError):
        join_story([drafts[0], article], chief)


@pytest.mark.parametrize("change", ["few", "sample"])
def test_what_is_no_story_is_refused(change, drafts, editor):
    if change == "sample":
        Article.objects.filter(pk=drafts[0].pk).update(is_sample=True)
    with pytest.raises(ValidationError):
        join_story(drafts[:1] if change == "few" else drafts, editor)


def test_an_article_changed_meanwhile_joins_and_leaves_nothing(drafts, editor):
    with pytest.raises(OutOfDateError):
        join_story(drafts, editor, seen={drafts[0].pk: 99})
    with pytest.raises(OutOfDateError):
        leave_story(drafts[0], {drafts[0].pk: 99})


def test_a_merged_article_leaves_no_story(drafts, article, chief):
    join_story(drafts, chief)
    merge(drafts[0], article, chief)
    with pytest.raises(ValidationError, match="مدموج"):
        leave_story(fresh(drafts[0]))
    assert fresh(drafts[0]).story_family == fresh(drafts[1]).story_family
