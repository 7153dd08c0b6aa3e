"""An editor keeps words of the page as the proof of a field: found in the capture, said by the
article, remembered when the page comes in again."""

import pytest

from articles.admin.choosing import place_of
from articles.deciding.provenance import provenance
from articles.importing.page import Line
from articles.importing.sheet import Sheet
from articles.models import Article, Evidence
from tests.admin.pages import tree
from tests.admin.test_evidence_view import claim, evidence_page, send, take_in

pytestmark = pytest.mark.django_db
PAGE = """قمة مينسك تنعقد بمقعد شاغر
جريدة الرواق
مينسك – 23 نوفمبر 2023
اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.
وغابت أرمينيا عن الاجتماع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.
وستعقد لجنة الموازنة جلستها يوم 25 نوفمبر 2023 في موسكو، ويحضرها أمناء الدول كلهم.
"""
MOTTO = "وأقروا حزمة من الوثائق"


@pytest.fixture
def article(db) -> Article:
    return Article.objects.get(pk=take_in(PAGE.encode()).articles[0])


def keep(client, article: Article, field: str, words: str, **more):
    version = Article.objects.get(pk=article.pk).version
    posted = {"field": field, "words": words, "seen_version": version, **more}
    return client.post(evidence_page(article), posted)


def errors(response) -> str:
    return tree(response).xpath("string(//*[@class='errornote'])")


def now(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [("headline", "المنظمة ماضية في عملها", "المنظمة ماضية في عملها"),
     ("kicker", MOTTO, MOTTO), ("standfirst", MOTTO, MOTTO),
     ("byline", "الرئيس البيلاروسي", "الرئيس البيلاروسي"), ("dateline", "مينسك", "مينسك"),
     ("published_on", "25 نوفمبر 2023", "2023-11-25")],
)  # fmt: skip
def test_the_article_says_the_words_and_they_are_its_proof(
    as_editor, editor, article, field, words, said
):
    response = keep(as_editor, article, field, f"  {words.replace(' ', chr(10))} ")
    kept = claim(article, field, said)
    assert response.url.endswith(f"#claim-{kept.key}")
    assert str(getattr(now(article), field)) == said
    proof = max(kept.proofs, key=lambda proof: proof.pk)
    assert (kept.stands, kept.decision, proof.decided_by) == (True, "accepted", editor)
    assert proof.capture == article.capture
    assert words in {PAGE[one.start : one.end] for one in kept.proofs}
    shown = tree(as_editor.get(evidence_page(article)))
    marks = shown.xpath(f"//a[contains(concat(' ', @data-claims, ' '), ' {kept.key} ')]")
    assert words in "".join(mark.text_content() for mark in marks)
    assert "اختارها محرر من الصفحة" in shown.xpath(f"string(//*[@id='claim-{kept.key}'])")


def test_a_caption_is_one_more(as_editor, article):
    keep(as_editor, article, "caption", MOTTO)
    keep(as_editor, article, "caption", "وغابت أرمينيا")
    assert [photo.caption for photo in article.photos.all()] == [MOTTO, "وغابت أرمينيا"]


def test_what_was_drawn_for_the_field_is_corrected_by_it(as_editor, article):
    drawn = claim(article, "headline")
    keep(as_editor, article, "headline", MOTTO)
    former = claim(article, "headline", drawn.value)
    assert (former.decision, former.now) == ("corrected", MOTTO)
    keep(as_editor, article, "headline", drawn.value)
    again, chosen = claim(article, "headline", drawn.value), claim(article, "headline", MOTTO)
    assert (again.decision, chosen.decision, chosen.now) == ("accepted", "corrected", drawn.value)
    assert now(article).headline == drawn.value


def test_the_same_words_twice_are_one_proof(as_editor, article):
    for _time in range(2):
        keep(as_editor, article, "kicker", MOTTO)
    assert article.evidence.filter(field="kicker").count() == 1


def test_words_that_two_rules_found_at_one_place_are_kept_too(as_editor, article):
    drawn = article.evidence.get(field="headline")
    again = {"value": drawn.value, "start": drawn.start, "end": drawn.end, "rule": "only-heading"}
    Evidence.objects.create(article=article, capture=drawn.capture, field="headline", **again)
    assert keep(as_editor, article, "headline", drawn.value).status_code == 302
    assert {proof.decision for proof in claim(article, "headline").proofs} == {"accepted"}


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [("1 نوفمبر 2023", "2023-11-01", "day"), ("نوفمبر 2023", "2023-11-01", "month")],
)
@pytest.mark.parametrize("former", ["month", "day"])
@pytest.mark.parametrize("act", ["keep", "correct"])
def test_a_day_is_said_as_exactly_as_an_editor_says_it(
    as_editor, act, former, words, day, precision
):
    """Evidence and import write a month as its first day."""
    page = f"{PAGE}ونُشر هذا الخبر في موسكو يوم {words}، ويحضرها أمناء الدول كلهم.\n"
    article = Article.objects.get(pk=take_in(page.encode()).articles[0])
    article.published_on, article.published_precision = day, former
    article.imported |= {"published_on": day, "published_precision": former}
    article.save()
    if act == "keep":
        keep(as_editor, article, "published_on", words)
    else:
        article.evidence.filter(field="published_on").update(value=day)
        send(as_editor, article, "published_on", "corrected", typed=words)
    said = now(article)
    assert (str(said.published_on), said.published_precision) == (day, precision)


@pytest.mark.parametrize(("column", "start"), [("4", 0), ("17", 18), ("-1", 0), ("x", 0)])
def test_of_words_that_stand_twice_those_that_were_chosen_are_the_proof(as_editor, column, start):
    page = f"{PAGE}ظل مقعدها شاغراً وظل مقعدها شاغراً حتى اختتمت القمة أعمالها في مينسك مساءً.\n"
    article = Article.objects.get(pk=take_in(page.encode()).articles[0])
    keep(as_editor, article, "kicker", "ظل مقعدها شاغراً", line=6, column=column)
    assert article.evidence.get(field="kicker").start == len(PAGE) + start


def test_the_newer_page_leaves_what_was_kept(as_editor, article):
    keep(as_editor, article, "headline", MOTTO)
    keep(as_editor, article, "caption", MOTTO)
    Article.objects.update(original_url="https://site.example/1")
    now(article).save()
    saved = take_in((PAGE + "وستُنشر التفاصيل غداً.\n").encode(), url="https://site.example/1")
    assert saved.articles == (article.pk,)
    assert now(article).headline == MOTTO
    assert [photo.caption for photo in article.photos.all()] == [MOTTO]
    assert claim(article, "headline", MOTTO).decision == "accepted"


def test_readers_of_the_api_see_where_it_comes_from(as_editor, article):
    keep(as_editor, article, "kicker", MOTTO)
    told = Article.objects.with_links().with_provenance().get(pk=article.pk)
    (proof,) = [proof for proof in provenance(told) if proof.field == "kicker"]
    assert (proof.rule, proof.quote, PAGE[proof.start : proof.end]) == ("chosen", MOTTO, MOTTO)


# What is refused


@pytest.mark.parametrize(
    "words",
    ["كلام لا يرد في الصفحة", "جريدة مينسك", "قمة مينسك … كما كانت", "", " \0 ", "ة" * 9000],
)
def test_words_that_do_not_stand_in_the_capture_are_refused_in_arabic(as_editor, article, words):
    before = Article.objects.values().get(pk=article.pk), article.evidence.count()
    response = keep(as_editor, article, "kicker", words)
    assert response.status_code == 200
    assert "لا ترد في اللقطة" in errors(response)
    assert tree(response).xpath("string(//textarea[@name='words'])").strip() == words.strip("\0 ")
    assert (Article.objects.values().get(pk=article.pk), article.evidence.count()) == before


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [("published_on", "جريدة الرواق", "اكتب التاريخ"),
     ("dateline", PAGE.splitlines()[3] + " " + PAGE.splitlines()[4], "100")],
)  # fmt: skip
def test_words_that_the_field_cannot_hold_are_refused(as_editor, article, field, words, said):
    before = Article.objects.values().get(pk=article.pk), article.evidence.count()
    response = keep(as_editor, article, field, words)
    assert said in errors(response)
    assert (Article.objects.values().get(pk=article.pk), article.evidence.count()) == before


@pytest.mark.parametrize("length", [500, 600])
def test_more_than_evidence_keeps_is_refused(as_editor, length):
    """A value of 500 characters counts as one that was cut."""
    long = "وأقرّ القادة حزمة من الوثائق. " * 20
    article = Article.objects.get(pk=take_in(PAGE.encode() + long.encode()).articles[0])
    response = keep(as_editor, article, "standfirst", long[:length])
    assert "أطول من 500 حرف" in errors(response)


def test_an_article_changed_meanwhile_keeps_nothing(as_editor, article):
    response = keep(as_editor, article, "kicker", MOTTO, seen_version=99)
    assert "عدّل شخص آخر" in errors(response)
    assert not Evidence.objects.filter(rule="chosen").exists()


@pytest.mark.parametrize(
    "sent", [{"field": "editor_notes"}, {"field": "member"}, {"seen_version": "x"}]
)
def test_what_no_form_of_ours_sends_is_not_found(as_editor, article, sent):
    assert keep(as_editor, article, **{"field": "kicker", "words": MOTTO} | sent).status_code == 404


def test_who_may_not_change_the_article_keeps_nothing(as_editor, stranger, article):
    now(article).publish()
    assert keep(as_editor, article, "kicker", MOTTO).status_code == 403
    assert 'class="keep"' not in as_editor.get(evidence_page(article)).content.decode()
    as_editor.logout()
    assert keep(stranger, article, "kicker", MOTTO).status_code == 302
    assert not Evidence.objects.filter(rule="chosen").exists()


# Where the words stand


def sheet(*lines: str) -> Sheet:
    text, at = [], 0
    for line in lines:
        text.append(Line("text", line, range(at, at + len(line))))
        at += len(line) + 1
    return Sheet(text)


@pytest.mark.parametrize(
    ("words", "near", "place"),
    [("قمة", 0, (0, 3)), ("قمة", 2, (21, 24)), ("قمة", 1, (0, 3)),
     ("مينسك خبر", 0, (4, 13)), ("الخبر", 0, None), ("نسك خ", 0, (6, 11))],
)  # fmt: skip
def test_of_several_places_the_nearest_is_taken(words, near, place):
    """«قمة مينسك», «خبر عاجل», a blank, «قمة أخرى»."""
    lines = sheet("قمة مينسك", "خبر عاجل  ", "قمة أخرى")
    assert place_of(lines, words, near) == place


@pytest.mark.parametrize(("column", "start"), [(0, 0), (4, 0), (7, 9), (9, 9), (99, 9)])
def test_of_several_places_in_a_line_the_nearest_is_taken(column, start):
    lines = sheet("قمة إثر  قمة", "قمة")
    assert place_of(lines, "قمة", 0, column) == (start, start + 3)


def test_lines_that_have_no_place_are_not_found():
    lines = Sheet([Line("text", "بلا موضع"), Line("text", "خبر", range(3))])
    assert place_of(lines, "بلا موضع", 0) is None
    assert place_of(lines, "خبر", 0) == (0, 3)


def test_words_that_only_the_order_of_reading_puts_together_are_not_found():
    """What stands between the two places in the text of the page would be kept with them."""
    lines = Sheet([Line("text", "خبر أول", range(20, 27)), Line("text", "خبر آخر", range(7))])
    assert place_of(lines, "أول خبر", 0) is None
    assert place_of(lines, "خبر أول", 0) == (20, 27)
