"""Marks stand on whole words as they were written, and never become markup."""

import re
import time

import pytest
from django.template import Context, Template
from hypothesis import given, settings
from hypothesis import strategies as st

from csto_archive.arabic.words import words
from csto_archive.search.highlighting import BREAK, CUT, fragments, marks, snippet, written_forms
from csto_archive.search.names import Names
from csto_archive.search.query import Query, parse
from csto_archive.templatetags.search import highlighted, marked

NAMES = Names([["أستانا", "نور سلطان"]])
TEXT = (
    "اختُتمت في مينسك أعمالُ القِمَّةِ، وَبِالقِمَّةِ أُقرّت وثائق. والقمة السابقة عُقدت في نور سلطان "
    "عام ٢٠١٩. وقال الأمين العام إن «الأمن الجماعي» مصلحة مشتركة، وإن القيمة المضافة للمنظمة كبيرة."
)


def marked_words(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end, _clause in marks(text, parse(query, NAMES))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("قمة", ["القِمَّةِ", "وَبِالقِمَّةِ", "والقمة"]),
        ("مينسك 2019", ["مينسك", "٢٠١٩"]),
        ("أستانا", ["نور سلطان"]),
        ("«الأمن الجماعي»", ["الأمن الجماعي"]),
        ("الأمن الجماعي", ["الأمن", "الجماعي"]),
        ("«أمن جماعي»", []),
        ("قيم*", ["القيمة"]),
        ("ال", []),
        ("في", []),
        ("", []),
        ("مينسك -قمة", ["مينسك"]),
    ],
)
def test_whole_words_are_marked_as_they_are_written(query, found):
    assert marked_words(TEXT, query) == found


def test_a_mark_knows_what_it_answers():
    query = parse("مينسك قمة أو اجتماع")
    assert [clause.written for _start, _end, clause in marks(TEXT, query)] == [
        "مينسك", "قمة أو اجتماع", "قمة أو اجتماع", "قمة أو اجتماع",
    ]  # fmt: skip


def test_written_forms_say_why_it_matched():
    query = parse("مينسك القمة «الأمن الجماعي» الأمن موسكو", NAMES)
    forms = written_forms([TEXT, "قمةُ مينسك، والقمة مستمرة"], query)
    assert [(form, clause.written) for form, clause in forms] == [
        ("مينسك", "مينسك"),
        ("القِمَّةِ", "القمة"),
        ("وَبِالقِمَّةِ", "القمة"),
        ("والقمة", "القمة"),
        ("قمةُ", "القمة"),
        ("الأمن الجماعي", "«الأمن الجماعي»"),
        ("الأمن", "الأمن"),
    ]


def read(pieces: list[tuple[str, bool]]) -> str:
    return "".join(f"[{piece}]" if is_marked else piece for piece, is_marked in pieces)


def test_a_snippet_shows_where_most_of_the_query_stands():
    text = "قمة. " * 50 + "جملة أخرى طويلة بعض الشيء. قمة الأمن في مينسك انتهت. " + "خاتمة. " * 50
    shown = read(snippet(text, parse("قمة مينسك الأمن"), length=80))
    assert "[قمة] [الأمن] في [مينسك] انتهت." in shown
    assert shown.startswith(CUT)
    assert shown.endswith(CUT)
    assert len(shown) < 110


def test_a_snippet_begins_with_a_sentence_where_it_can():
    text = "مقدمة طويلة لا علاقة لها بالموضوع إطلاقاً وهي تطول وتطول وتطول. عقدت قمة في مينسك. " * 2
    assert read(snippet(text, parse("مينسك"), length=60)).startswith(f"{CUT} عقدت قمة في [مينسك].")


def test_without_a_mark_the_beginning_is_shown():
    assert read(snippet(TEXT, parse("طشقند"), length=40)) == "اختُتمت في مينسك أعمالُ القِمَّةِ، " + CUT
    assert read(snippet("نص قصير", parse("طشقند"))) == "نص قصير"
    assert snippet("", parse("قمة")) == []


LINES = "\nخمسة رؤساء في مينسك\n\nويريفان تكتفي بالغياب \n طغى المقعد على القمة.\nوالسلام\n"


def test_a_new_line_is_seen_in_a_snippet_but_not_at_its_ends():
    shown = "خمسة رؤساء في مينسك — ويريفان تكتفي بالغياب — طغى المقعد على القمة. — والسلام"
    assert read(snippet(LINES, parse("طشقند"))) == shown
    assert read(snippet(LINES, parse("القمة"))) == shown.replace("القمة", "[القمة]")
    assert read(snippet(LINES, parse("المقعد"), 23)) == f"{CUT} طغى [المقعد] على القمة. {CUT}"


def test_a_phrase_across_a_new_line_is_one_mark():
    pieces = snippet(LINES, parse("«مينسك ويريفان»"))
    assert ("مينسك — ويريفان", True) in pieces
    assert [LINES[start:end] for start, end, _c in marks(LINES, parse("«مينسك ويريفان»"))] == [
        "مينسك\n\nويريفان"
    ]


TEXTS = st.text(st.sampled_from("قمةيا لموبسكن.،\n ـًُّ\u200f«»19٢<&"), max_size=400) | st.lists(
    st.sampled_from(
        [
            "قمة",
            "والقِمّة",
            "مينسك",
            "ﷺ",
            "نور سلطان",
            "ب205",
            "بـ«ناتو»",
            ".",
            "\n\n",
            "<b>",
            "ك" * 90,
        ]
    )
).map(" ".join)
QUERIES = st.sampled_from(
    ["قمة", "قم*", "«القمة مينسك»", "مينسك 2023", "نور سلطان", "صلى الله", "205 ناتو", "م*", "ك*"]
).map(lambda text: parse(text, NAMES))


@settings(max_examples=200, deadline=None)
@given(TEXTS, QUERIES)
def test_marks_are_whole_words(text: str, query: Query):
    borders = {word.start for word in words(text)} | {word.end for word in words(text)}
    seams = {at for at in range(1, len(text)) if text[at - 1].isdecimal() != text[at].isdecimal()}
    last = 0
    for start, end, clause in marks(text, query):
        assert last <= start < end
        assert {start, end} <= borders | seams
        assert clause in query.clauses
        last = end


@settings(max_examples=200, deadline=None)
@given(TEXTS, QUERIES, st.integers(20, 300))
def test_pieces_join_back_to_the_text(text: str, query: Query, length: int):
    assert "".join(piece for piece, _marked in fragments(text, query)) == text
    pieces = snippet(text, query, length)
    assert all(piece for piece, _marked in pieces)
    shown = "".join(piece for piece, _marked in pieces)
    shown = shown.removeprefix(CUT + " ").removesuffix(" " + CUT)
    assert shown == shown.strip()
    lines = shown.split(BREAK)
    assert all(line == line.strip() for line in lines[1:-1])
    between = r"\s*\n\s*".join(map(re.escape, lines))
    cut = re.search(between, text)
    assert cut
    assert any(is_marked for _piece, is_marked in pieces) == bool(marks(text, query))
    longest = max((end - start for start, end, _clause in marks(text, query)), default=0)
    assert len(cut[0]) <= max(length, longest)


ATTACK = '<script>alert("قمة")</script> & <b>قمة</b> \u202eقمة'


def test_markup_in_a_text_never_becomes_markup():
    html = highlighted(ATTACK, parse("قمة script"))
    assert set(re.findall(r"<[^>]*>", html)) == {
        '<bdi dir="rtl">', "<mark>", "<bdi>", "</bdi>", "</mark>",
    }  # fmt: skip
    assert html.count("<mark><bdi>قمة</bdi></mark>") == 3
    assert "&lt;<mark><bdi>script</bdi></mark>&gt;" in html


def test_templates_show_snippets():
    template = Template("{% load search %}{{ text|snippet:query }}")
    html = template.render(Context({"text": "انتهت قمة <مينسك>", "query": parse("مينسك")}))
    assert html == '<bdi dir="rtl">انتهت قمة &lt;<mark><bdi>مينسك</bdi></mark>&gt;</bdi>'
    assert marked([]) == '<bdi dir="rtl"></bdi>'


def test_twenty_snippets_are_quick():
    bodies = [" ".join([TEXT] * 9)[n:] for n in range(20)]
    query = parse("ماذا قال الأمين العام عن القمة في «نور سلطان» ومينسك أو أستانا 2019", NAMES)
    spent = []
    for _ in range(5):
        start = time.process_time()
        for body in bodies:
            snippet(body, query)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.05
