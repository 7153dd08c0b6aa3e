"""The two real pages the archive was made for. They are not ours: structure only, no sentences."""

from collections import Counter
from pathlib import Path

import pytest

from articles.importing.page import Draft
from tests.importing.goldens import understood

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
BISHKEK, MINSK = SEEDS / "000_c738a0e1a00c6181.txt", SEEDS / "003_1bda4d074559bf53.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not beside the code")


@pytest.fixture(scope="module")
def minsk() -> list[Draft]:
    return list(understood(MINSK).drafts)


@pytest.fixture(scope="module")
def bishkek() -> list[Draft]:
    return list(understood(BISHKEK).drafts)


def kinds(draft: Draft) -> Counter:
    return Counter(block.type for block in draft.clean.body)


def test_minsk_is_the_first_of_four_articles_and_the_only_one_on_topic(minsk):
    assert [draft.on_topic for draft in minsk] == [True, False, False, False]


def test_minsk_has_its_titles_once_and_apart(minsk):
    clean = minsk[0].clean
    assert clean.headline.endswith("للأزمات")
    assert clean.standfirst.startswith("أرمينيا قاطعت القمة")
    assert clean.kicker == ""
    assert not {clean.headline, clean.standfirst} & {block.text for block in clean.body}


def test_the_body_of_minsk_is_its_paragraphs_and_nothing_else(minsk):
    texts = [block.text for block in minsk[0].clean.body]
    assert kinds(minsk[0]) == {"paragraph": 17}
    assert texts[0].startswith("سارت منظمة")
    assert texts[-1].endswith("خلال المرحلة المقبلة.")
    assert not any("TT" in text or "ذات صلة" in text or "غرينلاند" in text for text in texts)


def test_minsk_has_four_captions_with_credits(minsk):
    named = [caption.credit for caption in minsk[0].clean.captions]
    assert named == ["أ.ب", "رويترز", "أ.ف.ب", "أ.ب"]


def test_minsk_is_recognised_without_a_date(minsk):
    draft = minsk[0]
    assert draft.clean.published_on is None
    assert draft.main_summits == ("2023-11-23-minsk",)
    assert set(draft.members) == {"AM", "BY", "KG", "KZ", "RU", "TJ"}
    assert draft.absent_members == ("AM",)


def test_bishkek_has_its_headline_without_the_masthead(bishkek):
    clean = bishkek[0].clean
    assert len(bishkek) == 1
    assert clean.headline.startswith("رسائل روسية قوية")
    assert (clean.kicker, clean.standfirst, clean.published_on) == ("", "", None)
    assert [(caption.text, caption.credit) for caption in clean.captions] == [("بوتين", "")]


def test_bishkek_has_its_subheadings_and_lists(bishkek):
    headings = [block.text for block in bishkek[0].clean.body if block.type == "heading"]
    assert kinds(bishkek[0]) == {"paragraph": 17, "heading": 9, "list_item": 7}
    assert headings[2:5] == [
        "مبادرات استراتيجية روسية لتعزيز الدفاع المشترك",
        "منتدى دولي حول بنية الأمن العالمي (2026)",
        "برنامج لتزويد القوات بالأسلحة الروسية الحديثة",
    ]


def test_bishkek_and_the_summit_it_announces(bishkek):
    draft = bishkek[0]
    assert draft.main_summits == ("2025-11-27-bishkek",)
    assert draft.background_summits == ("2026-11-11-moscow",)
    assert set(draft.members) == {"KG", "RU"}


def test_the_five_initiatives_of_bishkek_with_their_measures(bishkek):
    found = [(i.slug, len(i.measures)) for i in bishkek[0].initiatives]
    assert found == [
        ("2025-11-27-09", 0),
        ("2025-11-27-10", 0),
        ("2025-11-27-11", 4),
        ("2025-11-27-12", 3),
        ("2025-11-27-13", 0),
    ]
