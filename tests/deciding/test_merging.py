"""Two rows that are one article: nothing of either is lost, and a merger can be taken back."""

import threading
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.deciding import OutOfDateError
from articles.deciding.giving import FIELDS, LINKS, gifts_of
from articles.deciding.merging import held, merge, unmerge
from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    MemberMention,
    Merger,
    Photo,
    Quotation,
    StoryFamily,
)
from summits.models import Initiative, Member, Summit

pytestmark = pytest.mark.django_db
# What a merger says of a row: no fact of the article.
MARKS = {"status", "version", "updated_at"}


def columns(article: Article) -> dict:
    row = Article.objects.values().get(pk=article.pk)
    return {name: value for name, value in row.items() if name not in MARKS}


def links(article: Article) -> dict[str, list[dict]]:
    return {kind: list(getattr(article, kind).order_by("pk").values()) for kind in LINKS}


def facts(article: Article) -> tuple:
    return columns(article), links(article)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# Merging


def test_the_merged_row_stays_whole_and_leads_to_the_other(draft, other, editor):
    before = facts(draft)
    merger = merge(draft, other, editor)
    assert facts(draft) == before
    assert fresh(draft).status == Article.Status.MERGED
    assert (merger.into, merger.former_status, merger.merged_by) == (other, "draft", editor)
    assert Merger.way(draft.pk) == [draft.pk, other.pk]


def test_the_other_gains_the_links_that_it_lacks_and_keeps_its_own(draft, other, editor, armenia):
    Photo.objects.create(article=draft, caption="القادة في القصر", position=3)
    own = links(other)["coverage"]
    merge(draft, other, editor)
    assert links(other)["coverage"] == own  # the same summit in another role is not doubled
    assert [m.member for m in other.mentions.all()] == [armenia]
    assert [p.caption for p in other.photos.all()] == ["القادة في القصر"]


def test_a_published_article_gains_nothing_unasked(draft, article, chief_editor, bishkek):
    Coverage.objects.create(article=draft, summit=bishkek)
    before = facts(article)
    merge(draft, article, chief_editor)
    assert facts(article) == before


def test_a_published_article_gains_what_is_chosen_and_no_more(
    draft, article, chief_editor, bishkek
):
    chosen = Coverage.objects.create(article=draft, summit=bishkek, role="background")
    Photo.objects.create(article=draft, caption="زمردة")
    gifts = gifts_of(draft, article)
    assert {gift.kind for gift in gifts} == {"coverage", "photos"}
    merge(draft, article, chief_editor, gifts=[f"coverage-{chosen.pk}", "photos-0", "x"])
    assert [link.summit for link in fresh(article).coverage.filter(role="background")] == [bishkek]
    assert not article.photos.exists()


def test_chosen_fields_are_taken_over_and_the_rest_stays(draft, other, editor):
    merge(draft, other, editor, fields=["headline", "published_on", "status", "pk"])
    now = fresh(other)
    assert now.headline == draft.headline
    assert (now.published_on, now.published_precision) == (date(2023, 11, 24), "day")
    assert now.body == "<p>نص ثانٍ</p>"
    assert now.status == Article.Status.DRAFT


def test_a_field_taken_over_from_an_import_is_no_editors(draft, other, editor):
    """So the next page may bring it up to date; what an editor wrote there stays an editor's."""
    draft.imported = {"headline": draft.headline, "byline": "غير ما كتبه المحرر"}
    draft.save()
    other.imported = {"headline": "مسودة ثانية", "byline": ""}
    other.save()
    merge(draft, other, editor, fields=["headline", "byline"])
    now = fresh(other)
    assert now.imported["headline"] == now.headline
    assert now.imported["byline"] != now.byline


@pytest.mark.parametrize("way", ["self", "merged", "target", "sample"])
def test_what_cannot_be_merged_is_refused_in_arabic(way, draft, other, article, chief_editor):
    pair = (draft, draft) if way == "self" else (draft, other)
    if way == "merged":
        merge(draft, article, chief_editor)
    if way == "target":
        merge(other, article, chief_editor)
    if way == "sample":
        Article.objects.filter(pk=other.pk).update(is_sample=True)
    before = [facts(row) for row in pair]
    with pytest.raises(ValidationError) as refused:
        merge(*pair, chief_editor)
    assert any("\u0600" < letter < "\u06ff" for letter in refused.value.messages[0])
    assert [facts(row) for row in pair] == before


def test_a_merged_article_is_not_published(draft, other, editor):
    merge(draft, other, editor)
    with pytest.raises(ValidationError):
        fresh(draft).publish()
    assert not Article.objects.published().exists()


def test_mergers_are_followed_through_a_chain(draft, other, article, chief_editor):
    merge(draft, other, chief_editor)
    merge(other, article, chief_editor)
    assert Merger.way(draft.pk) == [draft.pk, other.pk, article.pk]
    assert Merger.sources(article.pk) == {draft.pk, other.pk, article.pk}
    assert Merger.sources(draft.pk) == {draft.pk}


# Who may


def test_an_editor_merges_drafts_only(draft, other, article, editor):
    for pair in ((draft, article), (article, draft)):
        with pytest.raises(PermissionDenied):
            merge(*pair, editor)
    merge(draft, other, editor)


def test_what_was_public_once_takes_the_right_to_publish(
    draft, other, article, editor, chief_editor
):
    article.withdraw()
    with pytest.raises(PermissionDenied):
        merge(article, draft, editor)
    merger = merge(article, draft, chief_editor)
    with pytest.raises(PermissionDenied):
        unmerge(merger, editor)


def test_a_person_without_the_right_to_change_merges_nothing(draft, other):
    with pytest.raises(PermissionDenied):
        merge(draft, other, User.objects.create_user("guest", is_staff=True))


# Two at once


def test_a_merger_of_what_was_changed_meanwhile_is_refused(draft, other, editor):
    seen = {draft.pk: draft.version, other.pk: other.version}
    other.save()
    with pytest.raises(OutOfDateError):
        merge(draft, other, editor, seen=seen)
    with pytest.raises(OutOfDateError):
        merge(draft, other, editor, seen={draft.pk: draft.version})
    assert not Merger.objects.exists()


def test_both_rows_have_a_new_version_so_that_no_open_form_overwrites_them(draft, other, editor):
    before = draft.version, other.version
    merge(draft, other, editor)
    assert (fresh(draft).version, fresh(other).version) == (before[0] + 1, before[1] + 1)


def test_the_rows_are_locked_in_the_order_of_their_numbers(draft, other, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(held([other.pk, draft.pk, draft.pk])) == sorted([draft.pk, other.pk])


@pytest.mark.django_db(transaction=True)
def test_two_editors_who_merge_two_articles_into_each_other_do_not_both_win():
    user = User.objects.create_superuser("at-once")
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    for _round in range(5):
        pair = [Article.objects.create(headline=f"مقال {n}") for n in (1, 2)]
        start, ended = threading.Barrier(2), []

        def act(article, into, start=start, ended=ended):
            try:
                start.wait(timeout=10)
                merge(article, into, user)
                ended.append("merged")
            except ValidationError as refused:
                ended.append(refused.code)
            finally:
                connection.close()

        threads = [threading.Thread(target=act, args=way) for way in (pair, pair[::-1])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=20)
        assert sorted(ended) in (["merged", "target_merged"], ["merged", "merged"])
        assert Merger.objects.filter(article__in=pair).count() == 1


# Taking it back


def test_a_merger_taken_back_leaves_no_trace(draft, other, editor):
    before = facts(draft), facts(other)
    merger = merge(draft, other, editor, fields=list(FIELDS))
    assert facts(other) != before[1]
    unmerge(merger, editor)
    assert (facts(draft), facts(other)) == before
    assert fresh(draft).status == Article.Status.DRAFT
    assert not Merger.objects.exists()


def test_what_an_editor_changed_since_stays(draft, other, editor, armenia):
    Photo.objects.create(article=draft, caption="صورة أولى")
    merger = merge(draft, other, editor, fields=["headline", "byline"])
    now = fresh(other)
    now.headline = "عنوان كتبه المحرر بعد الدمج"
    now.save()
    other.photos.update(credit="وكالة")
    other.mentions.update(absent=True)
    unmerge(merger, editor)
    now = fresh(other)
    assert (now.headline, now.byline) == ("عنوان كتبه المحرر بعد الدمج", "")
    assert [p.credit for p in now.photos.all()] == ["وكالة"]
    assert [m.absent for m in now.mentions.all()] == [True]


def test_a_date_is_taken_back_whole_or_not_at_all(draft, other, editor):
    merger = merge(draft, other, editor, fields=["published_on"])
    Article.objects.filter(pk=other.pk).update(published_precision="month")
    unmerge(merger, editor)
    now = fresh(other)
    assert (now.published_on, now.published_precision) == (date(2023, 11, 24), "month")


def test_a_merger_is_taken_back_once(draft, other, editor):
    merger = merge(draft, other, editor)
    unmerge(merger, editor)
    with pytest.raises(OutOfDateError):
        unmerge(merger, editor)


def test_a_link_that_two_merged_articles_gave_stays_for_the_second(draft, other, editor, armenia):
    third = Article.objects.create(headline="ثالث")
    MemberMention.objects.create(article=third, member=armenia)
    first, second = merge(draft, other, editor), merge(third, other, editor)
    unmerge(first, editor)
    assert other.mentions.filter(member=armenia).exists()
    unmerge(Merger.objects.get(pk=second.pk), editor)
    assert not other.mentions.exists()


# Over whatever links


@st.composite
def rows(draw):
    """What an article may be: indices of records, captions, texts, what an import said."""
    some = st.lists(st.integers(0, 3), unique=True, max_size=4)
    words = st.sampled_from(["", "قمة", "غياب", "وثائق"])
    texts = {name: draw(words) for name in ("kicker", "standfirst", "byline", "dateline", "body")}
    return {
        "texts": texts | {"headline": draw(words) or "عنوان"},
        "day": draw(st.sampled_from([None, date(2023, 11, 23), date(2025, 11, 27)])),
        "coverage": {n: draw(st.sampled_from(["main", "background"])) for n in draw(some)},
        "members": {n: draw(st.booleans()) for n in draw(some)},
        "initiatives": {n: draw(words) for n in draw(some)},
        "photos": draw(st.lists(st.sampled_from("أبج"), max_size=3)),
        "quotes": draw(st.lists(st.sampled_from("أبج"), max_size=2)),
        "story": draw(st.sampled_from([None, 0, 1])),
        "imported": draw(st.sampled_from([None, {}, texts])),
    }


def stored(row: dict, records: dict) -> Article:
    article = Article.objects.create(
        **row["texts"], published_on=row["day"], imported=row["imported"],
        story_family=None if row["story"] is None else records["stories"][row["story"]],
    )  # fmt: skip
    for n, role in row["coverage"].items():
        Coverage.objects.create(article=article, summit=records["summits"][n], role=role)
    for n, absent in row["members"].items():
        MemberMention.objects.create(article=article, member=records["members"][n], absent=absent)
    for n, wording in row["initiatives"].items():
        InitiativeMention.objects.create(
            article=article, initiative=records["initiatives"][n], wording=wording, measures=["أ"]
        )
    for caption in row["photos"]:
        Photo.objects.create(article=article, caption=caption)
    for text in row["quotes"]:
        Quotation.objects.create(article=article, text=text, speaker="القائل")
    return article


@given(st.lists(rows(), min_size=2, max_size=4), st.data())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_merging_loses_nothing_and_is_taken_back_in_any_order(chief, described, data):
    with transaction.atomic():
        records = {
            "summits": Summit.objects.all()[:4], "members": Member.objects.all()[:4],
            "initiatives": Initiative.objects.all()[:4],
            "stories": [StoryFamily.objects.create(title=title) for title in "أب"],
        }  # fmt: skip
        into, *others = (fresh(stored(row, records)) for row in described)
        before = {row.pk: facts(row) for row in (into, *others)}
        mergers = []
        for article in others:
            fields = data.draw(st.lists(st.sampled_from(list(FIELDS)), unique=True))
            keys = [gift.key for gift in gifts_of(fresh(article), fresh(into))]
            gifts = data.draw(st.none() | st.lists(st.sampled_from(keys or ["x"]), unique=True))
            mergers.append(merge(article, into, chief, fields, gifts))
            assert facts(article) == before[article.pk]
            for kind, key in LINKS.items():
                own = {link[key] for link in before[into.pk][1][kind]}
                assert own <= {link[key] for link in links(into)[kind]}
        for merger in data.draw(st.permutations(mergers)):
            unmerge(merger, chief)
        assert {pk: facts(Article(pk=pk)) for pk in before} == before
        transaction.set_rollback(True)
