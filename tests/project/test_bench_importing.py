"""The measurement of the importer: its scores on made-up truths, and one real run."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bench import drafts, extractors, scores, truths, understanding
from bench.scores import Score
from bench.truths import Truth

ROOT = Path(__file__).resolve().parent.parent.parent
CLEAN = """\
اجتمع القادة في قاعة كبيرة وسط المدينة القديمة واتفقوا على أمور كثيرة.

## ما اتفقوا عليه

- بناء جسر جديد فوق النهر

وعاد كل منهم إلى بلده مساء اليوم نفسه بعد عشاء قصير.
"""
FIELDS = {
    "headline": "القادة يجتمعون",
    "kicker": None,
    "published_on": "2023-11-23",
    "body_first": "اجتمع القادة في قاعة كبيرة",
    "body_last": "اليوم نفسه بعد عشاء قصير.",
    "must_not_contain": ["TT", "نشر", "اشترك في النشرة", "أمور كثيرة"],
    "headings": ["ما اتفقوا عليه"],
    "members": ["AM", "BY"],
    "on_topic": True,
}


@pytest.fixture
def truth() -> Truth:
    return Truth("page", Path("page.txt"), FIELDS, truths.blocks(CLEAN))


def right(truth: Truth) -> dict:
    """What an importer without a fault prints."""
    told = {name: truth.fields[name] for name in ("headline", "published_on", "headings")}
    body = [dict(block) for block in truth.body]
    return {**told, "members": ["BY", "AM"], "on_topic": True, "body": body}


def by_measure(truth: Truth, *articles: dict) -> dict[str, Score]:
    return {score.measure: score for score in scores.scores(truth, articles)}


def with_line(truth: Truth, line: str, at: int = 1) -> list[dict]:
    body = right(truth)["body"]
    return [*body[:at], {"type": "paragraph", "text": line}, *body[at:]]


def test_a_clean_text_is_read_as_blocks(truth):
    kinds = [block["type"] for block in truth.body]
    assert kinds == ["paragraph", "heading", "list_item", "paragraph"]
    assert truth.body[2]["text"] == "بناء جسر جديد فوق النهر"


def test_an_article_without_fault_has_no_misses(truth):
    found = by_measure(truth, right(truth))
    assert not [score.misses for score in found.values() if score.misses]
    assert set(drafts.figures([found.values()]).values()) <= {1.0, 0.0, None}
    assert drafts.figures([found.values()])["leaked lines a page"] == 0


def test_a_page_without_an_article_has_no_field_right_not_even_an_empty_one(truth):
    found = by_measure(truth)
    fields = (*scores.EXACT, "body_first", "body_last", "clean_body", "on_topic")
    assert not [field for field in fields if found[field].hits]
    assert found["paragraphs"].hits == found["words"].hits == 0


@pytest.mark.parametrize(
    ("expected", "got", "hit"),
    [
        ("القمـــة\u200f في  مینسک", "القمة في مينسك", True),
        ("ﻻ قمة", "لا قمة", True),
        (None, "", True),
        ("قمة مينسك", "قمه مينسك", False),
        ("قمة", None, False),
        (None, "قمة", False),
    ],
)
def test_fields_are_compared_after_what_scraping_does_to_letters(expected, got, hit):
    assert scores.exact("headline", expected, got).hits == hit


def test_lists_are_compared_value_by_value():
    score = scores.among("members", ["AM", "BY", "KZ"], ["BY", "AM", "UZ", "RU"])
    assert (score.hits, score.expected, score.got) == (2, 3, 4)
    assert set(score.misses) == {("KZ", ""), ("", "UZ"), ("", "RU")}
    assert drafts.precision([score]) == 0.5
    assert drafts.recall([score]) == pytest.approx(2 / 3)
    assert drafts.f1([score]) == pytest.approx(4 / 7)


def test_shares_are_over_all_pages_and_none_where_nothing_was_to_find():
    one, other = Score("summits", 1, 1, 1), Score("summits", 0, 0, 1)
    assert drafts.precision([one, other]) == 0.5
    assert drafts.recall([one, other]) == 1
    assert drafts.f1([Score("summits", 0, 0, 0)]) is None


@pytest.mark.parametrize(
    "line",
    [
        "TT",
        "نشر",
        "أمور كثيرة",
        "اشترك في النشرة",
        "اجتمع القادة في قاعة كبيرة وسط المدينة القديمة TT",
        "عشر عادات صباحية مفيدة",
        "القادة يجتمعون",
        "اجتمع القادة في قاعة كبيرة اقرأ أيضا وصفة سهلة لكعك العيد",
    ],
)
def test_what_is_not_of_the_article_leaks(truth, line):
    assert scores.leaks(truth, with_line(truth, line)) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "بلدة الشمس 23 نوفمبر (وكالة السهل) - اجتمع القادة في قاعة كبيرة وسط المدينة القديمة",
        "اجتمع القادة في قاعة كبيرة وسط مدينة قديمة واتفقوا على أمور كثيرة",
        "عشاء قصير",
    ],
)
def test_datelines_and_changed_words_and_rests_of_paragraphs_do_not_leak(truth, line):
    assert scores.leaks(truth, with_line(truth, line)) == []


def test_a_leaked_line_spoils_the_page_and_the_precision_of_its_words(truth):
    spoilt = {**right(truth), "body": with_line(truth, "عشر عادات صباحية مفيدة")}
    found = by_measure(truth, spoilt)
    assert not found["clean_body"].hits
    assert found["leaked_lines"].got == 1
    assert drafts.recall([found["words"]]) == 1
    assert drafts.precision([found["words"]]) < 1


def test_the_ends_of_the_body_are_its_first_and_last_paragraph(truth):
    body = right(truth)["body"]
    before = by_measure(truth, {**right(truth), "body": with_line(truth, "مقدمة طويلة", at=0)})
    cut = by_measure(truth, {**right(truth), "body": body[:-1]})
    assert (before["body_first"].hits, before["body_last"].hits) == (False, True)
    assert (cut["body_first"].hits, cut["body_last"].hits) == (True, False)


def test_a_paragraph_is_found_once_and_only_whole(truth):
    body = right(truth)["body"]
    glued = {"type": "paragraph", "text": f"{body[0]['text']} {body[3]['text']}"}
    found = by_measure(truth, {**right(truth), "body": [body[0], body[0], *body[1:3], glued]})
    assert (found["paragraphs"].hits, found["paragraphs"].expected) == (1, 2)
    assert found["list_items"].hits == 1


def test_the_likest_pairs_are_matched_first():
    likeness = {("a", "x"): 0.7, ("a", "y"): 0.8, ("b", "y"): 0.9, ("b", "x"): 0.1}
    score = scores.alike("initiatives", "ab", "xy", lambda *pair: likeness[pair], 0.6)
    assert score.hits == 2
    assert scores.alike("initiatives", "ab", "y", lambda *pair: likeness[pair], 0.6).misses == (
        ("a", ""),
    )


@pytest.mark.parametrize(
    ("got", "hits"),
    [("البرنامج لبناء جسور بين المدن", 1), ("بناء الجسور بين المدن", 1), ("برنامج السباحة", 0)],
)
def test_wordings_of_one_initiative_match_loosely(truth, got, hits):
    named = replace(
        truth, fields={**FIELDS, "initiatives": ["برنامجاً لبناء الجسور الحديثة بين المدن"]}
    )
    found = by_measure(named, {**right(truth), "initiatives": [got]})
    assert found["initiatives"].hits == hits


def test_two_wordings_without_words_share_nothing():
    assert scores.wording_shared("", "") == 0


def test_a_caption_without_its_credit_is_half_right(truth):
    credited = [{"text": "القادة أمام القاعة", "credit": "مصور"}]
    told = {
        score.measure: score.hits
        for score in scores.caption_scores(credited, [{**credited[0], "credit": None}])
    }
    assert told == {"captions": 1, "credits": 0}


def test_of_several_articles_the_one_meant_is_compared(truth):
    other = {"headline": "شيء آخر", "body": [{"type": "paragraph", "text": "نص آخر"}]}
    found = by_measure(truth, other, right(truth))
    assert found["headline"].hits
    assert not found["meant_first"].hits
    assert found["articles_on_page"].misses == (("1", "2"),)


def test_trafilatura_gives_the_blocks_of_a_page_without_its_headline():
    paragraphs = "".join(f"<p>{block['text']}</p>" for block in truths.blocks(CLEAN) * 2)
    page = f"<html><head><title>عنوان الصفحة</title></head><body><article><h1>عنوان الصفحة</h1>\
{paragraphs}</article></body></html>"
    [article] = extractors.trafilatura_alone(page, is_html=True)
    assert article["headline"] == "عنوان الصفحة"
    assert article["body"][0]["text"].startswith("اجتمع القادة")
    [plain] = extractors.trafilatura_alone(CLEAN, is_html=False)
    assert [block["text"] for block in plain["body"]][-1].endswith("عشاء قصير.")


def test_goals_of_speed_and_memory_that_were_missed_are_told():
    run = {"pages a second (CPU)": 49.9}
    told = dict.fromkeys(understanding.RUNS, run)
    flat = {**told, "resident MB after pages": {"1000": 100.0, "10000": 109.0}}
    grown = {**told, "resident MB after pages": {"1000": 100.0, "10000": 111.0}}
    assert len(understanding.missed(flat)) == len(understanding.RUNS)
    assert "1.11" in understanding.missed(grown)[-1]


# The real run

PAGES = {
    "a.html": """<html><head><meta charset="utf-8"><title>القادة يلتقون في مينسك</title>
<meta property="article:published_time" content="2023-11-23T10:00:00Z"></head><body><article>
<h1>القادة يلتقون في مينسك</h1>{paragraphs}</article></body></html>""",
    "b.txt": "القادة يلتقون في مينسك\n\n23 نوفمبر 2023\n\n{paragraphs}\n",
}
TEXT = (
    "افتُتحت في مينسك اليوم الخميس قمة منظمة معاهدة الأمن الجماعي بحضور قادة روسيا وبيلاروسيا.",
    "وغابت أرمينيا عن القمة، في حين وقّع الحاضرون وثائق كثيرة في ختام أعمالهم الطويلة.",
    "وقال أحد المشاركين إن النقاش دار في جو هادئ، وإن الأعضاء سيلتقون من جديد في العام المقبل.",
)


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two pages that say the same; the truth of the second has another date."""
    (tmp_path / "clean").mkdir()
    for name, page in PAGES.items():
        lines = [f"<p>{text}</p>" for text in TEXT] if name.endswith("html") else TEXT
        (tmp_path / name).write_text(page.format(paragraphs="\n".join(lines)))
        stem = Path(name).stem
        (tmp_path / "clean" / f"{stem}.txt").write_text("\n\n".join(TEXT))
        told = {
            "headline": "القادة يلتقون في مينسك",
            "published_on": "2023-11-23" if stem == "a" else "2021-01-01",
            "body_first": TEXT[0],
            "body_last": TEXT[-1],
            "members": ["AM", "BY", "RU"],
            "absent_members": ["AM"],
            "summits": ["csto-2023-11-23-minsk"],
            "on_topic": True,
        }
        (tmp_path / f"{stem}.json").write_text(json.dumps(told))
    return tmp_path


def run(*arguments: str | Path) -> subprocess.CompletedProcess:
    if os.environ.get("DATABASE_URL"):
        pytest.skip("measured with SQLite already")
    command = [sys.executable, "bench/importing.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_pages_are_read_by_the_command_and_by_trafilatura(folder):
    sizes = ("--speed", "--timed", "4", "--long", "10")
    done = run("--pages", folder, "--failures", "--json", *sizes)
    assert done.returncode == 0, done.stderr
    measured, speed = json.loads(done.stdout)
    assert measured["pages"] == 2
    assert measured["ours"]["headline"] == 1
    assert measured["ours"]["date"] == 0.5
    assert ["published_on", "2021-01-01", "2023-11-23"] in measured["failures"]["b"]
    assert measured["trafilatura"]["date"] == 0.5
    assert measured["trafilatura"]["members F1"] is None
    assert speed["the same pages"]["ms a page (CPU)"]["n"] == 4
    assert speed["other words in each"]["ms a page (CPU)"]["n"] == 10
    assert list(speed["resident MB after pages"]) == ["1", "10"]
    assert set(speed["share of rooms"]) == {"decode", "extract", "clean", "recognise", "no room"}
    assert sum(speed["share of rooms"].values()) == pytest.approx(1, abs=0.01)
    assert min(speed["share of rooms"].values()) > 0


@pytest.mark.parametrize("content", [None, "{", "{}"])
def test_where_there_are_no_pages_it_says_so(tmp_path, content):
    """No folder, a truth that is no JSON, a truth without its page."""
    folder = tmp_path / "pages"
    if content:
        folder.mkdir()
        (folder / "a.json").write_text(content)
    done = run("--pages", folder)
    assert done.returncode == 2
    assert "Nothing measured" in done.stderr
    assert "Traceback" not in done.stderr
