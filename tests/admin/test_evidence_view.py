"""The page beside what was drawn from it: read as text, decided field by field, remembered."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.admin.cards import raw
from articles.admin.marking import MOST_LINES, marked, pieces_of
from articles.admin.marking import Span as Marking
from articles.deciding import OutOfDateError, claims_of, decide
from articles.importing.authority import load_authority
from articles.importing.page import Line
from articles.importing.pipeline import laid_out, understand
from articles.importing.read import read_bytes
from articles.importing.save import Options, save_page
from articles.importing.save.batches import open_batch
from articles.importing.sheet import Sheet
from articles.models import Article, Capture, Evidence
from tests.admin.pages import address, edit, tree
from tests.conftest import SECRET_WORD
from tests.importing.goldens import PAGES, TODAY

MINSK = PAGES / "01-minsk-2023-boycott.txt"
BISHKEK = PAGES / "04-bishkek-2025-initiatives.txt"
HTML = PAGES / "09-moscow-2026-preview.html"
pytestmark = pytest.mark.django_db


def take_in(content: bytes, name: str = "page.txt", url: str = "", **options):
    page = read_bytes(content, name, url)
    result = understand(page, load_authority(), TODAY)
    return save_page(page, result, open_batch(), Options(**options))


def imported(path, **options) -> Article:
    saved = take_in(path.read_bytes(), path.name, **options)
    return Article.objects.get(pk=saved.articles[0])


@pytest.fixture
def minsk_draft() -> Article:
    return imported(MINSK)


def evidence_page(article: Article) -> str:
    return address("articles.article", "evidence", article.pk)


def claim(article: Article, field: str, value: str | None = None):
    current = Article.objects.with_links().get(pk=article.pk)
    found = claims_of(current, current.evidence.all())
    return next(c for c in found if c.field == field and value in {None, c.value})


def send(client, article: Article, field: str, decision: str, value=None, **more):
    version = Article.objects.get(pk=article.pk).version
    what = {"claim": claim(article, field, value).key, "seen_version": version}
    return client.post(evidence_page(article), {**what, "decision": decision, **more})


def members(article: Article) -> dict[str, bool]:
    return {m.member.iso2: m.absent for m in article.mentions.select_related("member")}


# What is shown


@pytest.mark.parametrize("path", [MINSK, BISHKEK, HTML], ids=lambda path: path.name)
def test_every_proof_of_the_page_is_marked_with_its_own_words(as_editor, path):
    article = imported(path)
    page = tree(as_editor.get(evidence_page(article)))
    for proof in article.evidence.exclude(field="body"):
        key = claim(article, proof.field, proof.value).key
        words = page.xpath(f"//a[contains(concat(' ',@data-claims,' '),' {key} ')]")
        shown = "".join("".join(word.text_content() for word in words).split())
        assert "".join(proof.quote.rstrip("…").split()) in shown, (proof.field, proof.quote)


def test_words_and_fields_lead_to_each_other_without_scripts(as_editor, minsk_draft):
    page = tree(as_editor.get(evidence_page(minsk_draft)))
    ids = set(page.xpath("//@id"))
    leads = page.xpath("//a[@class='words' or @class='place']/@href")
    assert len(leads) > 30
    assert {lead.removeprefix("#") for lead in leads} <= ids
    assert len(ids) == len(page.xpath("//@id"))


def test_the_rules_are_told_in_arabic_and_the_state_in_words(as_editor, minsk_draft):
    page = tree(as_editor.get(evidence_page(minsk_draft)))
    assert set(page.xpath("//*[@class='state']/text()")) == {"مقترح"}
    told = " ".join(page.xpath("//*[contains(@class,'source')]//text()"))
    assert "ألفاظ الغياب" in told
    assert "absence-words" not in told


def test_tags_of_a_page_are_not_shown_and_its_words_are(as_editor):
    article = imported(HTML)
    page = tree(as_editor.get(evidence_page(article)))
    sheet = page.xpath("string(//*[@class='sheet'])")
    assert article.headline in sheet
    assert "<p" not in sheet
    assert "href" not in sheet


def test_a_page_is_read_again_with_the_encoding_that_its_server_named():
    """Its bytes alone would be taken for another encoding."""
    text = "ığış şğı"
    capture = Capture(content=text.encode("cp1254"), media_type="text/plain", encoding="cp1254")
    assert laid_out(raw(capture)).lines[0].text == text


def test_what_the_page_says_nothing_of_is_listed(as_editor, minsk_draft):
    minsk_draft.evidence.filter(field="published_on").delete()
    page = tree(as_editor.get(evidence_page(minsk_draft)))
    bare = page.xpath("//*[@class='bare']//dt/text()")
    assert "تاريخ النشر" in bare
    assert "العنوان" not in bare


def test_the_change_page_leads_to_the_evidence(as_editor, minsk_draft, draft):
    links = "//a[contains(@href,'/evidence/')]"
    change = address("articles.article", "change", minsk_draft.pk)
    assert tree(as_editor.get(change)).xpath(f"{links}/@href") == [evidence_page(minsk_draft)]
    written = address("articles.article", "change", draft.pk)
    assert not tree(as_editor.get(written)).xpath(links)


def test_overlapping_words_share_a_piece_and_no_letter_is_lost():
    text = "أرمينيا قاطعت القمة"
    spans = [Marking(0, 13, 1), Marking(0, 7, 2), Marking(4, 19, 3)]
    pieces = list(pieces_of(text, spans, "w"))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.claims for piece in pieces] == [(2, 1), (2, 1, 3), (1, 3), (3,)]
    assert len({piece.mark for piece in pieces}) == 4


def test_a_long_page_is_cut_but_never_where_something_was_drawn_from(minsk_draft):
    content = MINSK.read_bytes() + "\n".join(f"سطر {n}" for n in range(5000)).encode()
    sheet = laid_out(read_bytes(content, "page.txt"))
    last = sheet.lines[-1].places
    proof = minsk_draft.evidence.filter(field="member").first()
    proof.start, proof.end = last[0], last[-1] + 1
    proof.save()
    claims = claims_of(minsk_draft, minsk_draft.evidence.all())
    page = marked(sheet, claims, minsk_draft.capture_id, minsk_draft)
    assert len(page.rows) < MOST_LINES + 100
    assert sum(row.hidden or 1 for row in page.rows) == len(sheet.lines)
    assert page.rows[-1].pieces[0].claims


def test_a_line_without_end_is_cut_around_its_words(minsk_draft):
    text = "كلمة " * 20_000
    sheet = Sheet([Line("text", text, range(len(text)))])
    proof = minsk_draft.evidence.first()
    proof.start, proof.end = 50_000, 50_004
    proof.field = "member"
    claims = claims_of(minsk_draft, [proof])
    page = marked(sheet, claims, minsk_draft.capture_id, minsk_draft)
    assert sum(len(piece.text) for piece in page.rows[0].pieces) < 1000
    assert [piece.text for piece in page.rows[0].pieces if piece.claims] == ["كلمة"]


def test_the_number_of_queries_does_not_grow_with_the_evidence(as_editor, minsk_draft):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert as_editor.get(evidence_page(minsk_draft)).status_code == 200
        return len(queries)

    few = cost()
    proof = minsk_draft.evidence.filter(field="caption").first()
    for number in range(30):
        proof.pk, proof.value = None, f"صورة {number}"
        proof.save()
    assert cost() == few <= 35


# What is hostile


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>‮'


def test_hostile_words_and_values_stay_text(as_editor, minsk_draft):
    content = f"<h1>قمة مينسك {HOSTILE.replace('<', '&lt;')}</h1><p>{'نص ' * 60}</p>"
    hostile = take_in(content.encode(), "a.html")
    article = Article.objects.get(pk=hostile.articles[0])
    article.evidence.update(value=HOSTILE, rule=HOSTILE[:60], decided_value=HOSTILE)
    article.evidence.update(decision="corrected")
    page = tree(as_editor.get(evidence_page(article)))
    assert page.xpath("//script[not(@src)]|//img|//@onerror|//style|//@style") == []
    assert "<script>alert(1)" in page.xpath("string(//*[@class='sheet'])")
    assert "‮" not in page.xpath("string(//*[@class='sheet'])")


def test_nothing_on_the_page_needs_a_weaker_policy(as_editor, minsk_draft):
    response = as_editor.get(evidence_page(minsk_draft))
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert not [a for a in tree(response).xpath("//@*") if a.attrname.startswith("on")]


@pytest.mark.parametrize(
    "posted",
    [{}, {"decision": "x"}, {"claim": "99999999"}, {"claim": "١"}, {"claim": "9" * 40},
     {"seen_version": "-1"}, {"seen_version": ""}],
)  # fmt: skip
def test_what_no_form_sends_is_not_found(as_editor, minsk_draft, posted):
    what = {"claim": claim(minsk_draft, "byline").key, "decision": "rejected",
            "seen_version": minsk_draft.version}  # fmt: skip
    values = {**what, **posted} if posted else {}
    assert as_editor.post(evidence_page(minsk_draft), values).status_code == 404


# Who may


def test_a_stranger_is_sent_to_the_login(stranger, minsk_draft):
    assert stranger.get(evidence_page(minsk_draft)).status_code == 302
    assert stranger.post(evidence_page(minsk_draft), {}).status_code == 302


def test_an_account_without_a_role_sees_nothing(client, django_user_model, minsk_draft):
    client.force_login(django_user_model.objects.create_user("guest", is_staff=True))
    assert client.get(evidence_page(minsk_draft)).status_code == 403
    assert client.get(address("articles.article", "evidence", 99_999)).status_code == 403


def test_an_article_that_came_from_no_page_has_no_evidence(as_editor, draft):
    assert as_editor.get(evidence_page(draft)).status_code == 404


def test_what_readers_see_is_decided_by_those_who_publish(as_editor, as_chief, minsk_draft):
    minsk_draft.publish()
    assert send(as_editor, minsk_draft, "byline", "rejected").status_code == 403
    assert not tree(as_editor.get(evidence_page(minsk_draft))).xpath("//*[@name='decision']")
    assert send(as_chief, minsk_draft, "byline", "rejected").status_code == 302
    assert Article.objects.get(pk=minsk_draft.pk).byline == ""


def test_the_capture_of_another_article_is_not_shown(as_editor, minsk_draft):
    other = imported(BISHKEK)
    page = evidence_page(minsk_draft)
    assert as_editor.get(f"{page}?capture={other.capture_id}").status_code == 404
    assert as_editor.get(f"{page}?capture=x").status_code == 404
    assert as_editor.get(f"{page}?capture={minsk_draft.capture_id}").status_code == 200


# Decisions


def test_accepting_is_kept_with_who_and_when_and_changes_nothing_else(
    as_editor, editor, minsk_draft
):
    before = minsk_draft.headline
    response = send(as_editor, minsk_draft, "headline", "accepted")
    proof = minsk_draft.evidence.filter(field="headline").first()
    assert response.status_code == 302
    assert (proof.decision, proof.decided_by, proof.confirmed_by) == ("accepted", editor, editor)
    assert proof.decided_at == proof.confirmed_at is not None
    assert Article.objects.get(pk=minsk_draft.pk).headline == before


def test_the_answer_leads_to_the_next_field_that_waits(as_editor, minsk_draft):
    response = send(as_editor, minsk_draft, "headline", "accepted")
    keys = tree(as_editor.get(evidence_page(minsk_draft))).xpath("//li/@data-key")
    assert response.url.endswith(f"#claim-{keys[1]}")


def test_a_decision_stands_in_the_history_of_the_article(as_editor, minsk_draft):
    send(as_editor, minsk_draft, "byline", "rejected")
    history = as_editor.get(address("articles.article", "history", minsk_draft.pk))
    assert "رُفض: الكاتب" in history.content.decode()


@pytest.mark.parametrize("field", ["kicker", "standfirst", "byline", "dateline", "published_on"])
def test_rejecting_a_field_empties_it_and_accepting_brings_it_back(as_editor, minsk_draft, field):
    before = getattr(minsk_draft, field)
    assert before
    send(as_editor, minsk_draft, field, "rejected")
    assert not getattr(Article.objects.get(pk=minsk_draft.pk), field)
    send(as_editor, minsk_draft, field, "accepted")
    assert getattr(Article.objects.get(pk=minsk_draft.pk), field) == before


def test_no_article_is_left_without_a_headline(as_editor, minsk_draft):
    page = tree(send(as_editor, minsk_draft, "headline", "rejected"))
    assert "لا مقال بلا عنوان" in page.xpath("string(//*[@class='errornote'])")
    assert Article.objects.get(pk=minsk_draft.pk).headline == minsk_draft.headline


@pytest.mark.parametrize(
    ("field", "typed", "kept", "now"),
    [
        ("headline", "  عنوان   صحيح ", "عنوان صحيح", "عنوان صحيح"),
        ("published_on", "22 نوفمبر 2023", "2023-11-22", date(2023, 11, 22)),
        ("published_on", "نوفمبر 2023", "2023-11", date(2023, 11, 1)),
        ("published_on", "2023", "2023", date(2023, 1, 1)),
    ],
)
def test_correcting_a_field_writes_it_and_keeps_what_was_drawn(
    as_editor, minsk_draft, field, typed, kept, now
):
    drawn = claim(minsk_draft, field).value
    assert send(as_editor, minsk_draft, field, "corrected", typed=typed).status_code == 302
    proof = minsk_draft.evidence.filter(field=field).first()
    assert (proof.value, proof.decision, proof.decided_value) == (drawn, "corrected", kept)
    assert getattr(Article.objects.get(pk=minsk_draft.pk), field) == now
    assert claim(minsk_draft, field).stands


@pytest.mark.parametrize(
    ("field", "typed"),
    [("headline", ""), ("headline", "ع" * 501), ("published_on", "قريبا"), ("byline", "  "),
     ("main_summit", "1999-paris"), ("member", "XX"), ("body", "نص")],
)  # fmt: skip
def test_a_correction_that_cannot_be_is_given_back(as_editor, minsk_draft, field, typed):
    before = Article.objects.values().get(pk=minsk_draft.pk)
    response = send(as_editor, minsk_draft, field, "corrected", typed=typed)
    assert response.status_code == 200
    assert tree(response).xpath("//*[@class='errornote']")
    assert Article.objects.values().get(pk=minsk_draft.pk) == before
    if field == "published_on":
        assert tree(response).xpath("//details[@open]//input[@name='typed']/@value") == [typed]


def test_a_member_is_struck_out_and_an_absence_too(as_editor, minsk_draft):
    assert members(minsk_draft)["AM"] is True
    send(as_editor, minsk_draft, "member", "rejected", "KZ")
    assert "KZ" not in members(minsk_draft)
    send(as_editor, minsk_draft, "absent", "rejected", "AM")
    named = minsk_draft.evidence.filter(field="member", value="AM").exists()
    assert members(minsk_draft).get("AM") is (False if named else None)


def test_a_summit_is_corrected_to_another(as_editor, minsk_draft):
    other = "2024-11-28-astana"
    send(as_editor, minsk_draft, "main_summit", "corrected", typed=other)
    main = minsk_draft.coverage.filter(role="main").values_list("summit__slug", flat=True)
    assert list(main) == [other]


def test_an_initiative_that_is_corrected_keeps_its_measures(as_editor):
    article = imported(BISHKEK)
    link = article.initiative_mentions.exclude(measures=[]).first()
    slug = link.initiative.slug
    send(as_editor, article, "initiative", "corrected", slug, typed="2023-11-23-05")
    moved = article.initiative_mentions.get(initiative__slug="2023-11-23-05")
    assert (moved.measures, moved.wording, moved.position) == (
        link.measures, link.wording, link.position,
    )  # fmt: skip
    send(as_editor, article, "initiative", "rejected", slug)
    assert not article.initiative_mentions.filter(initiative__slug="2023-11-23-05").exists()


def test_a_caption_is_rejected_and_brought_back_with_its_credit(as_editor, minsk_draft):
    photo = minsk_draft.photos.exclude(credit="").first()
    place, credit = photo.position, photo.credit
    send(as_editor, minsk_draft, "caption", "rejected", photo.caption)
    assert not minsk_draft.photos.filter(caption=photo.caption).exists()
    send(as_editor, minsk_draft, "caption", "accepted", photo.caption)
    back = minsk_draft.photos.get(caption=photo.caption)
    assert (back.position, back.credit) == (place, credit)


# Two editors


def test_a_decision_on_an_article_that_moved_on_is_refused(as_editor, as_chief, minsk_draft):
    seen = minsk_draft.version
    edit(as_chief, minsk_draft, headline="عنوان رئيس التحرير")
    what = {"claim": claim(minsk_draft, "headline").key, "seen_version": seen,
            "decision": "corrected", "typed": "عنوان المحرر"}  # fmt: skip
    page = tree(as_editor.post(evidence_page(minsk_draft), what))
    assert "عدّل شخص آخر هذا المقال" in page.xpath("string(//*[@class='errornote'])")
    assert Article.objects.get(pk=minsk_draft.pk).headline == "عنوان رئيس التحرير"
    assert page.xpath("//details[@open]//input[@name='typed']/@value") == ["عنوان المحرر"]


def test_two_decisions_from_the_same_state_do_not_both_count(minsk_draft, editor):
    key, seen = claim(minsk_draft, "byline").key, minsk_draft.version
    decide(minsk_draft.pk, key, "accepted", editor, seen)
    with pytest.raises(OutOfDateError):
        decide(minsk_draft.pk, key, "rejected", editor, seen)
    assert Article.objects.get(pk=minsk_draft.pk).byline == minsk_draft.byline


def test_a_change_in_the_form_is_told_and_can_be_taken_back(as_editor, minsk_draft):
    drawn = minsk_draft.byline
    edit(as_editor, minsk_draft, byline="كاتب آخر")
    assert claim(minsk_draft, "byline").state == "changed"
    send(as_editor, minsk_draft, "byline", "accepted")
    assert Article.objects.get(pk=minsk_draft.pk).byline == drawn


# The next import


def again(more: str = "\n") -> Article:
    """The same page at the same address, with other bytes."""
    saved = take_in(MINSK.read_bytes() + more.encode(), MINSK.name)
    assert saved.outcome == "updated", saved
    return Article.objects.get(pk=saved.articles[0])


@pytest.mark.parametrize(
    ("field", "value", "gone"),
    [
        ("byline", None, lambda a: a.byline == ""),
        ("member", "KZ", lambda a: "KZ" not in members(a)),
        ("main_summit", None, lambda a: not a.coverage.filter(role="main").exists()),
        ("initiative", None, lambda a: a.initiative_mentions.count() == 3),
        ("caption", None, lambda a: a.photos.count() == 2),
    ],
)
def test_what_was_rejected_does_not_come_back(as_editor, minsk_draft, field, value, gone):
    send(as_editor, minsk_draft, field, "rejected", value)
    for extra in ("\n", "\n\n", "\n\n\n"):
        article = again(extra)
        assert article.pk == minsk_draft.pk
        assert gone(article), (field, extra)
    assert claim(article, field, value).decision == "rejected"


@pytest.mark.parametrize(
    ("field", "value", "typed", "holds"),
    [
        ("headline", None, "عنوان صحيح", lambda a: a.headline == "عنوان صحيح"),
        ("published_on", None, "نوفمبر 2023",
         lambda a: (str(a.published_on), a.published_precision) == ("2023-11-01", "month")),
        ("member", "KZ", "UZ", lambda a: {"UZ"} == members(a).keys() & {"UZ", "KZ"}),
        ("caption", None, "تعليق صحيح", lambda a: a.photos.filter(caption="تعليق صحيح").exists()),
    ],
)  # fmt: skip
def test_what_was_corrected_is_not_overwritten(as_editor, minsk_draft, field, value, typed, holds):
    send(as_editor, minsk_draft, field, "corrected", value, typed=typed)
    for extra in ("\n", "\n\n"):
        assert holds(again(extra)), (field, extra)


def test_what_was_accepted_stays_when_the_page_changes_it(as_editor, minsk_draft):
    send(as_editor, minsk_draft, "headline", "accepted")
    changed = MINSK.read_bytes().replace("تلتئم".encode(), "تجتمع".encode())
    saved = take_in(changed, MINSK.name)
    assert "headline" in saved.kept
    assert Article.objects.get(pk=minsk_draft.pk).headline == minsk_draft.headline


def test_links_without_a_decision_still_follow_the_page(as_editor, minsk_draft):
    """A decision on one member does not freeze the others."""
    send(as_editor, minsk_draft, "member", "rejected", "KZ")
    changed = MINSK.read_text("utf-8").replace("طاجيك", "بلد").replace("رحمن", "فلان").encode()
    before = members(minsk_draft)
    saved = take_in(changed, MINSK.name)
    assert "members" not in saved.kept
    assert members(minsk_draft).keys() == before.keys() - {"TJ"}


def test_a_decision_holds_for_the_new_words_of_the_same_value(as_editor, minsk_draft):
    send(as_editor, minsk_draft, "main_summit", "accepted")
    article = again()
    new = article.evidence.filter(field="main_summit", capture=article.capture)
    assert new.exists()
    assert set(new.values_list("decision", flat=True)) == {"accepted"}


def test_the_evidence_of_an_older_capture_is_named_and_can_be_seen(as_editor, minsk_draft):
    send(as_editor, minsk_draft, "byline", "rejected")
    older = minsk_draft.capture_id
    again()
    page = evidence_page(minsk_draft)
    assert as_editor.get(f"{page}?capture={older}").status_code == 200


def test_a_headline_is_no_more_than_its_column(minsk_draft, editor):
    key = claim(minsk_draft, "headline").key
    with pytest.raises(ValidationError):
        decide(minsk_draft.pk, key, "corrected", editor, minsk_draft.version, "ع" * 501)
    assert not Evidence.objects.decided().exists()


# Readers


def test_no_name_of_an_editor_leaves_the_admin(as_chief, chief_editor, client, minsk_draft):
    chief_editor.username = SECRET_WORD
    chief_editor.save()
    minsk_draft.publish()
    send(as_chief, minsk_draft, "headline", "accepted")
    type(client)().get("/")
    for page in (f"/api/v1/articles/{minsk_draft.pk}/?expand=provenance",
                 minsk_draft.get_absolute_url()):  # fmt: skip
        answer = type(client)().get(page)
        assert answer.status_code == 200
        assert SECRET_WORD not in answer.content.decode()
