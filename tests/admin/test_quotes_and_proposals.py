"""Quotes and new initiatives that an import read: decided beside the page, kept, taken back."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError

from articles.deciding import claims_of, decide
from articles.importing.authority import load_authority
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from articles.importing.recognise.confidence import confidence_of
from articles.importing.save import Options, save_page
from articles.importing.save.batches import open_batch
from articles.importing.save.undoing import undo_batch
from articles.models import Article, Evidence, InitiativeProposal, Quotation
from summits.models import Initiative
from tests.admin.pages import address, tree
from tests.importing.goldens import TODAY

pytestmark = pytest.mark.django_db

WORDS, NAME = "لن نترك أحداً منكم وحده", "اتفاقية تبادل المنح الدراسية بين الأكاديميات العسكرية"
LEAD = "عقد قادة منظمة معاهدة الأمن الجماعي قمتهم الخميس في مينسك برئاسة ألكسندر لوكاشينكو."
PAGE = "\n\n".join(
    [
        "قمة منظمة معاهدة الأمن الجماعي تنعقد في مينسك", "23 نوفمبر 2023", LEAD,
        f"وقال لوكاشينكو: «{WORDS}».", f"ووقع القادة أيضاً {NAME}.",
        "وناقش القادة في الجلسة الموسعة ملفات كثيرة تتصل بأمن المنطقة وبالتعاون بين الأعضاء.",
    ]
)  # fmt: skip


def take_in(text: str = PAGE, url: str = "https://rewaq.example/a/9", batch=None, **options):
    page = read_bytes(text.encode(), "page.txt", url)
    batch = batch or open_batch()
    saved = save_page(page, understand(page, load_authority(), TODAY), batch, Options(**options))
    return Article.objects.get(pk=saved.articles[0])


@pytest.fixture
def draft(db) -> Article:
    return take_in()


@pytest.fixture
def chief(db) -> User:
    user = User.objects.create(username="chief")
    user.user_permissions.add(Permission.objects.get(codename="add_initiative"))
    return user


def claim(article: Article, field: str):
    current = Article.objects.with_links().get(pk=article.pk)
    return next(c for c in claims_of(current, current.evidence.all()) if c.field == field)


def say(article: Article, field: str, decision: str, user=None, typed: str = ""):
    version = Article.objects.get(pk=article.pk).version
    return decide(article.pk, claim(article, field).key, decision, user, version, typed)


def quotes(article: Article) -> list[tuple]:
    rows = article.quotations.values_list("text", "speaker", "leader__slug")
    return list(rows)


def test_an_import_keeps_who_said_what_and_how_sure_it_is(draft):
    assert quotes(draft) == [(WORDS, "لوكاشينكو", "lukashenko")]
    assert not draft.evidence.filter(confidence=None).exists()
    assert set(draft.evidence.filter(field="quotation").values_list("value", flat=True)) == {WORDS}


def test_a_rejected_quote_goes_and_stays_away(draft):
    say(draft, "quotation", "rejected")
    assert quotes(draft) == []
    take_in(PAGE + "\n\nوانتهى كل شيء قبيل المساء.")
    assert quotes(draft) == []
    assert claim(draft, "quotation").state == "rejected"


def test_a_corrected_quote_keeps_its_speaker_and_holds_after_another_import(draft):
    say(draft, "quotation", "corrected", typed="لن نترك أحداً")
    take_in(PAGE + "\n\nوانتهى كل شيء قبيل المساء.")
    [(text, speaker, _leader)] = quotes(draft)
    assert (text, speaker) == ("لن نترك أحداً", "لوكاشينكو")


def test_a_rejected_quote_can_be_taken_back(draft):
    before = quotes(draft)
    say(draft, "quotation", "rejected")
    say(draft, "quotation", "accepted")
    assert quotes(draft) == before


def test_an_import_proposes_what_the_archive_does_not_have(draft):
    [proposal] = InitiativeProposal.objects.all()
    assert (proposal.wording, proposal.kind, proposal.status) == (NAME, "agreement", "signed")
    assert proposal.summit.slug == "2023-11-23-minsk"
    assert proposal.date == date(2023, 11, 23)
    assert claim(draft, "proposal").state == "proposed"
    assert not Initiative.objects.filter(title=NAME).exists()


def test_accepting_a_proposal_makes_the_initiative_of_the_summit_and_the_article(draft, chief):
    say(draft, "proposal", "accepted", chief)
    initiative = Initiative.objects.get(title=NAME)
    assert (initiative.summit.slug, initiative.kind) == ("2023-11-23-minsk", "agreement")
    assert [link.initiative for link in draft.initiative_mentions.all()] == [initiative]
    proposal = InitiativeProposal.objects.get()
    assert (proposal.decision, proposal.initiative, proposal.decided_by) == (
        "added", initiative, chief,
    )  # fmt: skip
    assert claim(draft, "proposal").state == "accepted"


def test_another_import_adds_nothing_twice(draft, chief):
    say(draft, "proposal", "accepted", chief)
    again = take_in(PAGE + "\n\nوانتهى كل شيء قبيل المساء.")
    assert again == draft
    assert Initiative.objects.filter(title=NAME).count() == 1
    assert draft.initiative_mentions.count() == 1
    assert InitiativeProposal.objects.count() == 1


def test_a_rejected_proposal_is_not_proposed_again(draft, chief):
    say(draft, "proposal", "rejected", chief)
    take_in(PAGE + "\n\nوانتهى كل شيء قبيل المساء.")
    assert InitiativeProposal.objects.get().decision == "rejected"
    assert claim(draft, "proposal").state == "rejected"
    assert not draft.initiative_mentions.exists()


def test_a_proposal_may_be_an_initiative_that_is_there(draft, chief):
    say(draft, "proposal", "corrected", chief, typed="2023-11-23-05")
    assert [link.initiative.slug for link in draft.initiative_mentions.all()] == ["2023-11-23-05"]
    assert InitiativeProposal.objects.get().decision == "found"
    assert not Initiative.objects.filter(title=NAME).exists()


def test_the_same_proposal_of_two_articles_makes_one_initiative(draft, chief):
    other = take_in(PAGE.replace("23 نوفمبر", "24 نوفمبر"), "https://other.example/b/1")
    assert other != draft
    say(draft, "proposal", "accepted", chief)
    say(other, "proposal", "accepted", chief)
    assert Initiative.objects.filter(title=NAME).count() == 1
    assert other.initiative_mentions.get().initiative.title == NAME


def test_turning_down_what_was_accepted_unlinks_it(draft, chief):
    say(draft, "proposal", "accepted", chief)
    say(draft, "proposal", "rejected", chief)
    assert not draft.initiative_mentions.exists()
    say(draft, "proposal", "accepted", chief)
    assert Initiative.objects.filter(title=NAME).count() == 1
    assert draft.initiative_mentions.count() == 1


def test_who_may_not_add_initiatives_accepts_no_proposal(draft, db):
    stranger = User.objects.create(username="stranger")
    with pytest.raises(ValidationError, match="ليس لك أن تضيف"):
        say(draft, "proposal", "accepted", stranger)
    assert not Initiative.objects.filter(title=NAME).exists()
    assert InitiativeProposal.objects.get().decision == ""


def test_undoing_an_import_takes_its_drafts_with_all_that_was_read(db):
    batch = open_batch()
    take_in(batch=batch)
    undo_batch(batch)
    assert not Quotation.objects.exists()
    assert not InitiativeProposal.objects.exists()


def test_undoing_an_import_leaves_what_was_decided_in_an_article_that_stays(chief):
    batch = open_batch()
    more = PAGE + "\n\nوقال بوتين: «سنعود إلى هذا في الربيع»."
    draft = take_in(more, batch=batch)
    say(draft, "quotation", "accepted", chief)
    undo_batch(batch)
    assert [row[0] for row in quotes(draft)] == [WORDS]
    assert not InitiativeProposal.objects.exists()
    assert set(draft.evidence.filter(field="quotation").values_list("value", flat=True)) == {WORDS}


def test_undoing_an_import_changes_nothing_that_readers_see(db):
    batch = open_batch()
    article = take_in(batch=batch, publish=True)
    undo_batch(batch)
    assert [row[0] for row in quotes(article)] == [WORDS]
    assert not InitiativeProposal.objects.exists()


def test_the_evidence_page_tells_speaker_summit_and_percent(as_editor, draft):
    page = tree(as_editor.get(address("articles.article", "evidence", draft.pk)))
    cards = {
        card.xpath("string(.//h3)"): " ".join(card.text_content().split())
        for card in page.xpath("//li[contains(@class,'claim')]")
    }
    assert "القائل: لوكاشينكو" in cards["اقتباس"]
    assert f"الثقة {confidence_of('quotation', 'said-before')}٪" in cards["اقتباس"]
    assert "إضافة مبادرة" in cards["مبادرة جديدة مقترحة"]
    assert "مينسك" in cards["مبادرة جديدة مقترحة"]


def test_the_page_decides_a_proposal(as_editor, draft):
    where = address("articles.article", "evidence", draft.pk)
    version = Article.objects.get(pk=draft.pk).version
    what = {"claim": claim(draft, "proposal").key, "seen_version": version}
    assert as_editor.post(where, what | {"decision": "accepted"}).status_code == 302
    page = tree(as_editor.get(where))
    [link] = page.xpath("//li[contains(@class,'claim')]//a[contains(@href,'initiative')]")
    assert NAME in link.text_content()


def test_no_decision_is_taken_twice_by_two_editors(draft, chief):
    key, version = claim(draft, "proposal").key, Article.objects.get(pk=draft.pk).version
    decide(draft.pk, key, Evidence.Decision.ACCEPTED, chief, version)
    with pytest.raises(ValidationError):
        decide(draft.pk, key, Evidence.Decision.ACCEPTED, chief, version)
    assert Initiative.objects.filter(title=NAME).count() == 1
