"""Word and PDF documents: their text in the order of reading, and what hostile ones get."""

import random
import subprocess
import sys
import time
import unicodedata
import zipfile

import pytest

from articles.importing.confined import ConfinedError, confined
from articles.importing.confined.lines import Glyph, blocks_of
from articles.importing.confined.paragraphs import text_of
from articles.importing.decode import decode
from articles.importing.page import DecodedPage
from articles.importing.pipeline import understand
from articles.importing.read import UnreadablePageError, pages_in_bytes, read_bytes
from csto_archive.arabic.shaping import shape_line
from tests.importing.containers import (
    PAGE,
    SENTENCE,
    docx,
    empty_pdf,
    paragraph,
    pdf,
    zipped,
)
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

BOUND = 15
PRINTED = ("printed", "columns", "presentation-forms")
HEADLINE = "قمة مينسك: غياب أرمينيا وقرارات لاحقة"
BODY = (
    "عقد قادة الدول الأعضاء في منظمة معاهدة الأمن الجماعي قمتهم السنوية في العاصمة مينسك يوم 23 "
    "نوفمبر 2023، وغابت عنها أرمينيا لأول مرة منذ سنوات، من غير أن تعلن انسحابها من المنظمة.",
    "وقال الرئيس ألكسندر لوكاشينكو في كلمته: «إن الخلافات لا تُحلّ إلا على طاولة واحدة، "
    "والأولوية للأمن لا للكلام». وأضاف أن ٢٠ وثيقة (منها 5 قرارات) وُقّعت، بنسبة 85.5% مما كان "
    "مقرراً.",
)
ITEMS = ("تعزيز الدفاع الجوي المشترك", "إنشاء سجل للمنظمات الإرهابية",
         "الإعلان عن لجنة لإعادة الإعمار")  # fmt: skip
LAST = (
    "وبحث المجتمعون التعاون مع الأمم المتحدة ومنظمة شنغهاي للتعاون (SCO)، وأقروا الخطة CSTO-2025 "
    "للفترة 2025-2030، على أن تُعقد القمة المقبلة في أستانا؛"
)


def decoded(content: bytes, name: str = "page.pdf") -> DecodedPage:
    return decode(read_bytes(content, name))


def bare(text: str) -> str:
    """Without harakat, whose place a page does not tell exactly."""
    return "".join(char for char in text if not unicodedata.combining(char))


def refused(content: bytes, name: str = "page.pdf") -> str:
    with pytest.raises(UnreadablePageError) as error:
        decode(read_bytes(content, name))
    assert error.value.message
    return error.value.code


def outcome_of(content: bytes) -> str:
    try:
        decoded(content)
    except UnreadablePageError as error:
        return error.code
    return "read"


# PDF


@pytest.mark.parametrize("name", PRINTED)
def test_arabic_lines_of_a_pdf_come_in_the_order_of_reading(name):
    paragraphs = bare(decoded(pdf(name)).text).split("\n")
    assert paragraphs[0] == HEADLINE
    for wanted in BODY:
        assert bare(wanted) in paragraphs
    assert any(line.startswith(bare(LAST)) for line in paragraphs)


@pytest.mark.parametrize("name", PRINTED)
def test_items_of_a_list_stand_on_lines_of_their_own(name):
    lines = [line.removeprefix("• ") for line in decoded(pdf(name)).text.split("\n")]
    assert [line for line in lines if line in ITEMS] == list(ITEMS)


def test_a_pdf_is_plain_text_in_plain_letters():
    found = decoded(pdf("presentation-forms"))
    assert found.media_type == "text/plain"
    assert not any("\ufb50" <= char <= "\ufefc" for char in found.text)


def test_a_pdf_becomes_an_article():
    (draft, *_others) = understand(read_bytes(pdf("printed"), "a.pdf"), authority(), TODAY).drafts
    assert draft.clean.headline == HEADLINE
    assert bare(BODY[0]) in {bare(block.text) for block in draft.clean.body}
    assert draft.main_summits == ("2023-11-23-minsk",)


def test_evidence_of_a_pdf_points_into_its_decoded_text():
    page = read_bytes(pdf("printed"), "a.pdf")
    text = decode(page).text
    (draft, *_others) = understand(page, authority(), TODAY).drafts
    headline = next(proof for proof in draft.clean.evidence if proof.field == "headline")
    assert text[headline.start : headline.end] == HEADLINE


def test_a_pdf_without_text_says_so():
    assert refused(empty_pdf(3)) == "no_text"


def test_an_encrypted_pdf_says_so():
    assert refused(pdf("encrypted")) == "encrypted"


@pytest.mark.parametrize("cut", [10, 400, 15_000])
def test_a_broken_pdf_is_damaged_or_without_text(cut):
    assert refused(pdf("printed")[:cut]) in {"damaged", "no_text"}


def test_a_pdf_of_too_many_pages_is_refused_at_once():
    begun = time.perf_counter()
    assert refused(empty_pdf(2000)) == "long"
    assert time.perf_counter() - begun < BOUND


def test_noise_in_a_pdf_harms_nobody():
    noise = random.Random(4)  # noqa: S311 (the same noise in every run)
    content = bytearray(pdf("printed"))
    for _ in range(10):
        for _ in range(40):
            content[noise.randrange(1024, len(content))] = noise.randrange(256)
        assert outcome_of(bytes(content)) in {"read", "damaged", "no_text", "costly", "encrypted"}


# Letters with their places, as a PDF has them


def set_out(line: str, base: float = 100.0, right: float = 500.0, size: float = 10.0):
    """The letters of a line as they are drawn: from left to right, each of a width."""
    shown = shape_line(line)
    left = right - 5.0 * len(shown)
    return [
        Glyph(char, left + 5.0 * n, left + 5.0 * n + 5.0, base, size)
        for n, char in enumerate(shown)
    ]


def read_back(*glyphs: Glyph) -> str:
    return unicodedata.normalize("NFKC", text_of([blocks_of(glyphs)])).strip()


@pytest.mark.parametrize(
    "line",
    [
        "قمة مينسك 2023",
        "في 23 نوفمبر 2023، وغابت أرمينيا",
        "بنسبة 85.5% مما كان",
        "منظمة شنغهاي للتعاون (SCO)، وأقروا",
        "الخطة CSTO-2025 للفترة 2025-2030",
        "الساعة 10:30 صباحا",
        "كلمته: «إن الخلافات لا تحل إلا هنا».",
        "(منها 5 قرارات) و[وثيقة]",
        "٢٠ وثيقة من ١٩٩٢",
        "The Collective Security Treaty",
        "قال: نعم؟ لا!",
        "١) البند الأول",
    ],
)
def test_a_line_is_read_as_it_was_written(line):
    assert read_back(*set_out(line)) == line


def test_letters_are_put_in_order_whatever_order_they_come_in():
    line = "في 23 نوفمبر 2023، وغابت أرمينيا (SCO)"
    glyphs = set_out(line)
    random.Random(1).shuffle(glyphs)  # noqa: S311
    assert read_back(*glyphs) == line


def test_the_right_column_is_read_before_the_left_one():
    words = ["الأمن في المنطقة كلها", "والدول التي اجتمعت فيها", "قالت ما كان عليها أن تقول."]
    right = [g for n, line in enumerate(words) for g in set_out(line, 100 - 14 * n, 500)]
    left = [g for n, line in enumerate(words) for g in set_out(line, 100 - 14 * n, 250)]
    first, second = read_back(*left, *right).split("\n\n")
    assert first == second == read_back(*right)


def test_what_is_repeated_on_every_page_is_told_once():
    pages = [
        blocks_of([
            *set_out("صحيفة الغد", 700), *set_out(f"سطر من الصفحة التي هي {name}.", 600),
            *set_out(f"صفحة {number} من 3", 20),
        ])
        for number, name in enumerate(("الأولى", "الثانية", "الثالثة"), 1)
    ]  # fmt: skip
    text = unicodedata.normalize("NFKC", text_of(pages))
    assert text.count("صحيفة الغد") == 1
    assert "صفحة 2" not in text
    assert "الثالثة." in text


def test_a_paragraph_goes_on_on_the_next_page():
    whole = "هذه جملة طويلة لا تنتهي في آخر هذه الصفحة بل"
    pages = [blocks_of(set_out(whole, 600)), blocks_of(set_out("تمضي إلى الصفحة التالية.", 700))]
    text = unicodedata.normalize("NFKC", text_of(pages))
    assert text == f"{whole} تمضي إلى الصفحة التالية.\n"


# Word


STORY = (
    paragraph("قمة مينسك: غياب أرمينيا", "Heading1")
    + paragraph("مينسك 23 نوفمبر 2023")
    + paragraph(
        "قال ",
        inside='<w:ins w:id="1" w:author="x"><w:r><w:t>الرئيس </w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>الوزير</w:delText></w:r></w:del>'
        "<w:r><w:t>إن القمة ناجحة.</w:t></w:r>",
    )
    + paragraph("أبرز القرارات", "Heading2")
    + f"<w:tbl><w:tr><w:tc>{paragraph('في الجدول')}</w:tc></w:tr></w:tbl>"
)


def test_a_word_document_is_html_with_its_headings():
    found = decoded(docx(STORY), "page.docx")
    assert found.media_type == "text/html"
    for wanted in ("<h1>قمة مينسك: غياب أرمينيا</h1>", "<h2>أبرز القرارات</h2>",
                   "<p>قال الرئيس إن القمة ناجحة.</p>", "في الجدول"):  # fmt: skip
        assert wanted in found.text
    assert "الوزير" not in found.text


def test_a_word_document_becomes_an_article():
    content = docx(STORY + paragraph(SENTENCE) * 3)
    (draft,) = understand(read_bytes(content, "a.docx"), authority(), TODAY).drafts
    assert draft.clean.headline == "قمة مينسك: غياب أرمينيا"
    assert draft.clean.published_on.isoformat() == "2023-11-23"


def test_what_a_word_document_writes_is_text_and_no_markup():
    content = docx(paragraph("&lt;script&gt;alert(1)&lt;/script&gt; نص"))
    assert "<script>" not in decoded(content, "a.docx").text


def test_macros_are_of_no_account():
    content = docx(paragraph(SENTENCE), word__vbaProject_bin=b"\xd0\xcf\x11\xe0macro")
    assert SENTENCE in decoded(content, "a.docx").text


ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
)


@pytest.mark.parametrize("head", ENTITIES)
def test_a_document_that_declares_entities_is_not_parsed(head):
    assert refused(docx(paragraph("نص"), head), "a.docx") == "damaged"


def test_entities_hide_in_no_other_encoding():
    hidden = f"{ENTITIES[0]}<w:document/>".encode("utf-16")
    assert refused(docx(paragraph("نص"), word__footnotes_xml=hidden), "a.docx") == "damaged"


def test_a_million_elements_are_refused():
    begun = time.perf_counter()
    assert refused(docx("<w:p/>" * 1_000_000), "a.docx") == "costly"
    assert refused(docx("<w:p>" * 100_000 + "</w:p>" * 100_000), "a.docx") in {"costly", "damaged"}
    assert time.perf_counter() - begun < 2 * BOUND


def test_a_bomb_in_a_word_document_is_refused():
    assert refused(docx("", word__media_xml=bytes(100_000_000)), "a.docx") == "bomb"
    begun = time.perf_counter()
    assert SENTENCE in decoded(docx(paragraph(SENTENCE), word__a_png=bytes(300_000_000)), "a").text
    assert time.perf_counter() - begun < BOUND


def test_a_word_document_without_words_has_no_text():
    assert refused(docx("<w:p/>"), "a.docx") == "no_text"


def test_a_word_document_with_a_broken_part_is_damaged():
    assert refused(docx("<w:p>"), "a.docx") == "damaged"


def test_documents_come_in_archives_too():
    archive = zipped({"a.docx": docx(STORY), "b.pdf": pdf("printed"), "c.html": PAGE},
                     zipfile.ZIP_STORED)  # fmt: skip
    texts = [decode(page).text for page in pages_in_bytes(archive, "all.zip")]
    assert len(texts) == 3
    assert all("مينسك" in text for text in texts)


# The process that reads them


MISBEHAVIOUR = {
    "sleeps": ("import time; time.sleep(60)", "costly"),
    "spins": ("while True: pass", "costly"),
    "swells": ("x = bytearray(2_000_000_000)", "costly"),
    "crashes": ("import os; os.abort()", "costly"),
    "writes": ("import tempfile; tempfile.TemporaryFile(buffering=0).write(b'x')", "damaged"),
    "talks": ("return 'x' * 20_000_000", "costly"),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_reader_that_misbehaves_is_ended(name, monkeypatch):
    body, code = MISBEHAVIOUR[name]
    lines = "\n    ".join(body.split("; "))
    program = f"from articles.importing.confined.limits import answer\ndef read(_):\n    {lines}\n"
    monkeypatch.setattr("articles.importing.confined.SECONDS", 10 if name == "spins" else 3)
    real = subprocess.run

    def run(_command, **options):
        return real([sys.executable, "-c", f"{program}    return ''\nanswer(read)"], **options)

    monkeypatch.setattr("articles.importing.confined.subprocess.run", run)
    begun = time.perf_counter()
    with pytest.raises(ConfinedError) as error:
        confined("pdf", b"")
    assert error.value.code == code
    assert time.perf_counter() - begun < BOUND


def test_a_reader_sees_none_of_the_secrets_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "told to nobody")
    seen = {}
    real = subprocess.run

    def run(command, **options):
        seen.update(options["env"])
        return real(command, **options)

    monkeypatch.setattr("articles.importing.confined.subprocess.run", run)
    assert decoded(pdf("printed")).text
    assert seen == {}
