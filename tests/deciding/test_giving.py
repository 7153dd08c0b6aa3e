"""What a merger may not carry along: words that rights keep back, gifts that were given on."""

import pytest
from django.core.exceptions import ValidationError

from articles.deciding import claims_of, decide
from articles.deciding.merging import merge, unmerge
from articles.models import (
    Article,
    Coverage,
    Evidence,
    InitiativeMention,
    InitiativeProposal,
    Merger,
    Photo,
    Quotation,
    Source,
)
from summits.models import Initiative
from tests.admin.test_quotes_and_proposals import NAME, PAGE, take_in

pytestmark = pytest.mark.django_db


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


# Rights


@pytest.fixture
def linked_only(db) -> Article:
    """A draft of a paper that lets nothing be shown but the way to it."""
    source = Source.objects.create(name="صحيفة الرابط", rights="link_only")
    article = Article.objects.create(headline="خبر", body="<p>نص محفوظ الحقوق</p>", source=source)
    Photo.objects.create(article=article, caption="تعليق محفوظ")
    Quotation.objects.create(article=article, text="قول محفوظ")
    initiative = Initiative.objects.first()
    InitiativeMention.objects.create(article=article, initiative=initiative, measures=["إجراء"])
    return article


@pytest.fixture
def open_draft(source) -> Article:
    return Article.objects.create(headline="هدف", body="<p>نص آخر</p>", source=source)


def test_words_of_a_narrower_source_are_given_to_nobody(linked_only, open_draft, minsk, editor):
    Coverage.objects.create(article=linked_only, summit=minsk)
    merge(linked_only, open_draft, editor)
    into = fresh(open_draft)
    assert into.summits.get() == minsk
    assert [into.photos.count(), into.quotations.count(), into.initiatives.count()] == [0, 0, 0]


def test_text_of_a_narrower_source_is_not_taken_over(linked_only, open_draft, editor):
    with pytest.raises(ValidationError, match="حقوق"):
        merge(linked_only, open_draft, editor, ["headline", "body"])
    merge(linked_only, open_draft, editor, ["headline"])
    assert (fresh(open_draft).headline, fresh(open_draft).body) == ("خبر", "<p>نص آخر</p>")


def test_text_comes_with_its_source_where_the_other_has_none(linked_only, editor):
    into = Article.objects.create(headline="هدف")
    merge(linked_only, into, editor, ["source", "body"])
    assert fresh(into).body == linked_only.body
    assert fresh(into).public_body == ""
    assert fresh(into).photos.exists()


def test_a_wider_source_gives_all(linked_only, open_draft, editor):
    Photo.objects.create(article=open_draft, caption="صورة")
    merge(open_draft, linked_only, editor, ["body"])
    assert fresh(linked_only).photos.count() == 2


# Given on


def test_what_was_merged_on_gives_nothing_back_before_that_is_undone(open_draft, bishkek, editor):
    first, last = (Article.objects.create(headline=name) for name in ("أول", "أخير"))
    Coverage.objects.create(article=first, summit=bishkek)
    inner = merge(first, open_draft, editor)
    outer = merge(open_draft, last, editor)
    with pytest.raises(ValidationError, match="أولاً"):
        unmerge(inner, editor)
    unmerge(outer, editor)
    unmerge(Merger.objects.get(), editor)
    assert list(Coverage.objects.values_list("article", flat=True)) == [first.pk]


# Proposals


@pytest.fixture
def proposing(db) -> Article:
    return take_in()


@pytest.fixture
def merged(proposing, open_draft, editor) -> Merger:
    return merge(proposing, open_draft, editor)


def claim_of_proposal(article: Article):
    current = Article.objects.with_links().get(pk=article.pk)
    found = claims_of(current, current.evidence.all())
    return next((claim for claim in found if claim.field == "proposal"), None)


def say(article: Article, decision: str, user):
    claim = claim_of_proposal(article)
    return decide(article.pk, claim.key, decision, user, fresh(article).version)


def test_a_proposal_of_the_merged_article_is_decided_where_it_leads(merged, editor):
    claim = claim_of_proposal(merged.into)
    assert (claim.value, claim.stands, claim.decision) == (NAME, True, "")
    say(merged.into, "accepted", editor)
    assert merged.into.initiatives.get().title == NAME


def test_the_desk_shows_it_on_an_article_without_a_page_of_its_own(merged, client, editor):
    client.force_login(editor)
    answer = client.get(f"/admin/articles/article/{merged.into_id}/evidence/")
    assert answer.status_code == 200
    assert NAME in answer.content.decode()


def test_an_undecided_proposal_goes_back_and_a_decided_one_stays(merged, proposing, editor):
    kept = InitiativeProposal.objects.create(article=merged.into, wording="وثيقة المحرر")
    unmerge(merged, editor)
    assert merged.into.initiative_proposals.get() == kept
    assert not merged.into.evidence.exists()
    merger = merge(fresh(proposing), fresh(merged.into), editor)
    say(merged.into, "rejected", editor)
    unmerge(merger, editor)
    assert merged.into.initiative_proposals.get(wording=NAME).decision == "rejected"
    assert proposing.initiative_proposals.get().decision == ""


def test_what_was_decided_before_is_not_asked_again(proposing, open_draft, editor):
    say(proposing, "rejected", editor)
    merger = merge(fresh(proposing), open_draft, editor)
    assert merger.gave["proposals"] == {}
    assert not open_draft.initiative_proposals.exists()


def test_the_next_page_of_the_other_leaves_it_there(proposing, editor):
    other = take_in(PAGE.replace(NAME, "بياناً مشتركاً"), "https://rewaq.example/a/10")
    merge(proposing, other, editor)
    take_in(PAGE.replace(NAME, "بياناً مشتركاً آخر"), "https://rewaq.example/a/10")
    assert claim_of_proposal(other).value == NAME


def test_it_is_no_change_that_readers_are_told_of(proposing, source, chief):
    article = Article(headline="منشور", source=source)
    article.publish()
    before = fresh(article).updated_at
    merge(proposing, article, chief)
    assert fresh(article).initiative_proposals.exists()
    assert fresh(article).updated_at == before


def test_readers_are_told_when_a_proposal_is_taken_up_or_back_and_not_when_it_is_refused(
    proposing, chief
):
    Article.objects.get(pk=proposing.pk).publish()
    times = [fresh(proposing).updated_at]
    for decision in ("rejected", "accepted", "rejected"):
        say(proposing, decision, chief)
        times.append(fresh(proposing).updated_at)
    assert times[0] == times[1] < times[2] < times[3]


def test_no_initiative_is_made_of_a_teaching_sample(proposing, editor):
    Article.objects.filter(pk=proposing.pk).update(is_sample=True)
    with pytest.raises(ValidationError, match="عيّنة"):
        say(proposing, "accepted", editor)
    assert not Initiative.objects.filter(title=NAME).exists()


# Pages


def test_a_page_of_a_merged_article_gives_no_words_that_rights_keep_back(open_draft, editor):
    article = take_in()
    source = Source.objects.create(name="صحيفة الرابط", rights="link_only")
    Article.objects.filter(pk=article.pk).update(source=source)
    merge(fresh(article), open_draft, editor)
    before = fresh(open_draft).body
    assert take_in(PAGE + "\n\nوقال إن القمة كانت ناجحة جداً.").pk == open_draft.pk
    assert fresh(open_draft).body == before
    assert article.readings.count() == 2
    assert Evidence.objects.filter(article=open_draft).exclude(field="proposal").count() == 0
