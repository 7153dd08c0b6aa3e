"""Any text is a query: what readers type, what they mistype, and what is thrown at a search box."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csto_archive.search.names import Names, terms_of
from csto_archive.search.query import (
    LONGEST,
    MOST_ALTERNATIVES,
    MOST_CLAUSES,
    Clause,
    Phrase,
    Query,
    parse,
)

NAMES = Names(
    [
        ["أستانا", "نور سلطان", "Astana", "Астана"],
        ["بيلاروسيا", "بيلاروس", "روسيا البيضاء"],
        ["الاتحاد الروسي", "روسيا"],
        ["فلاديمير بوتين", "بوتين"],
    ]
)


def asked(text: str, **known) -> list[list[str]]:
    """The alternatives of each clause, as their terms with blanks between."""
    query = parse(text, known.pop("names", NAMES), **known)
    return [[" ".join(phrase.terms) for phrase in clause.any_of] for clause in query.clauses]


def terms(*alternatives: str) -> list[str]:
    return list(dict.fromkeys(" ".join(terms_of(text)) for text in alternatives))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("قمة مينسك", [["قمة"], ["مينسك"]]),
        ("القمة في مينسك", [["قمة"], ["مينسك"]]),
        ("قمة قمة القمة", [["قمة"]]),
        ("قمة أو اجتماع", [["قمة", "اجتماع"]]),
        ("قمة او اجتماع", [["قمة", "اجتماع"]]),
        ("قمة OR اجتماع | لقاء مينسك", [["قمة", "اجتماع", "لقاء"], ["مينسك"]]),
        ("قمة|اجتماع", [["قمة", "اجتماع"]]),
        ("(قمة OR اجتماع) مينسك", [["قمة", "اجتماع"], ["مينسك"]]),
        ("قمة أو أو اجتماع", [["قمة", "اجتماع"]]),
        ("أو قمة", [["قمة"]]),
        ("قمة أو", [["قمة"]]),
        ("OR قمة OR", [["قمة"]]),
        ("قمة AND مينسك", [["قمة"], ["مينسك"]]),
        ("قمة – مينسك", [["قمة"], ["مينسك"]]),
        ("القمة-مينسك", [["قمة"], ["مينسك"]]),
        ('"قمة مينسك', [["قمة"], ["مينسك"]]),
        ("مينسك ٢٠٢٣", [["مينسك"], ["2023"]]),
        ("مينسك ۲۰۲۳", [["مينسك"], ["2023"]]),
        ("قمة عام 2023", [["قمة"], ["2023"]]),
        ("قِمَّةُ", [["قمة"]]),
        ("بدون قمة", [["قمة"]]),
    ],
)
def test_words_and_operators(text, clauses):
    assert asked(text) == [terms(*alternatives) for alternatives in clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("نور سلطان", [["نور سلطان", "أستانا"]]),
        ("لنور سلطان", [["نور سلطان", "أستانا"]]),
        ("القمة في أستانا", [["قمة"], ["أستانا", "نور سلطان"]]),
        ("Astana", [["astana", "أستانا", "نور سلطان"]]),
        ("روسيا البيضاء", [["روسيا البيضاء", "بيلاروسيا", "بيلاروس"]]),
        ("نور، سلطان", [["نور"], ["سلطان"]]),
        ("نور OR سلطان", [["نور", "سلطان"]]),
        ("مينسك أو نور سلطان", [["مينسك", "نور سلطان", "أستانا"]]),
        ("بوتين", [["بوتين"]]),
        ("فلاديمير بوتين", [["فلاديمير بوتين", "بوتين"]]),
    ],
)
def test_names_are_asked_for_under_all_their_spellings(text, clauses):
    assert asked(text) == [terms(*alternatives) for alternatives in clauses]


def test_an_abbreviation_asks_for_what_it_stands_for_and_not_the_other_way_round():
    names = Names([], {"CSTO": "معاهدة الأمن"})
    long, short = parse("معاهدة الأمن", names), parse("قمة csto", names)
    assert [clause.written for clause in long.clauses] == ["معاهدة", "الأمن"]
    assert [{*clause.any_of} for clause in short.clauses] == [
        {Phrase(terms_of("قمة"))}, {Phrase(("csto",)), Phrase(terms_of("معاهدة الأمن"))},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["«القمة في مينسك»", '"القمة في مينسك"', "“القمة في مينسك”", "״القمة في مينسك״",
     "»القمة في مينسك«", "„القمة في مينسك“", '"القِمّة فى مينسك"'],
)  # fmt: skip
def test_quoted_words_stand_side_by_side_as_they_are_written(text):
    phrase = Phrase(terms_of("قمة مينسك"), ("القمه", "في", "مينسك"))
    assert parse(text, NAMES) == Query(text, (Clause(text, (phrase,)),))


def test_a_quoted_name_is_that_name_alone():
    assert asked("«نور سلطان»") == [terms("نور سلطان")]


@pytest.mark.parametrize("sign", ["-", "−", "–", "—", "‑", "--"])
def test_what_follows_a_minus_is_excluded(sign):
    query = parse(f"قمة {sign}مينسك {sign}«في الختام» {sign}أستانا", NAMES)
    assert [clause.written for clause in query.clauses] == ["قمة"]
    assert [phrase.terms for phrase in query.excluded] == [
        terms_of("مينسك"), terms_of("ختام"), terms_of("أستانا"), terms_of("نور سلطان"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clauses", "excluded"),
    [
        ("قمة OR -مينسك", [["قمة"]], ["مينسك"]),
        ("-قمة OR مينسك", [["مينسك"]], ["قمة"]),
        ("قمة -من مينسك", [["قمة"], ["مينسك"]], []),
        ("-قمة", [], ["قمة"]),
        ("\u200f-قمة مينسك", [["مينسك"]], ["قمة"]),
    ],
)
def test_a_minus_is_for_one_thing(text, clauses, excluded):
    query = parse(text)
    assert asked(text) == [terms(*alternatives) for alternatives in clauses]
    assert [phrase.terms for phrase in query.excluded] == list(map(terms_of, excluded))


@pytest.mark.parametrize("text", ["مين*", "مينـ", "المين*", "والمين*", "مَيْن*", "*مين*"])
def test_a_beginning_is_looked_up_in_the_vocabulary(text):
    vocabulary = {"مين": ["ميناء", "مينسك"]}
    assert asked(text, vocabulary=lambda prefix: vocabulary.get(prefix, []))[0][:2] == [
        "ميناء", "مينسك",
    ]  # fmt: skip


def test_a_beginning_without_a_vocabulary_stays_open():
    assert asked("مين* قمة")[0][0] == "مين*"


def test_a_beginning_of_one_letter_is_a_word():
    assert asked("1445 هـ م*", names=NAMES)[0] == ["1445"]
    assert not any("*" in term for clause in asked("م* هـ بـ«ناتو»") for term in clause)


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        ("23 نوفمبر 2023", "2023-11-23", ["23 نوفمبر 2023", "23 تشرين الثاني 2023"]),
        ("٢٣ تشرين الثاني ٢٠٢٣", "2023-11-23", ["23 نوفمبر 2023", "23 تشرين الثاني 2023"]),
        ("2023-11-23", "2023-11-23", ["2023 11 23", "23 نوفمبر 2023"]),
        ("23/11/2023", "2023-11-23", ["23 11 2023", "23 نوفمبر/تشرين الثاني 2023"]),
        ("نوفمبر 2023", "2023-11", ["نوفمبر 2023", "تشرين الثاني 2023"]),
        ("9 جمادى الأولى 1445 هـ", "2023-11-23", ["23 نوفمبر 2023"]),
        ("20 – 22 أغسطس 2010", "2010-08-20", ["22 أغسطس 2010"]),
    ],
)
def test_a_date_is_one_thing_in_any_form(text, first, others):
    before, date, after = asked(f"قمة {text} مينسك")
    assert (before, after) == (terms("قمة"), terms("مينسك"))
    assert date[0] == first
    assert set(terms(*others)) <= set(date)


@pytest.mark.parametrize(
    "text",
    ["ماذا قال لوكاشينكو في مينسك", "ومتى انعقدت القمة", "في أي مدينة انعقدت",
     "منذ متى تأسست المنظمة", "إلى أين وصلت القوات", "من هو رئيس المنظمة", "رئيس المنظمة مَن هو",
     "القمة انعقدت أين بالضبط",
     "مينسك؟", "summit?", "-ماذا قال", "ما هي المنظمة", "كم دولة حضرت", "بكم دولة بدأت",
     "قمة رؤساء دول منظمة معاهدة أمن جماعي مينسك"],
)  # fmt: skip
def test_questions_are_known(text):
    assert parse(text).question


@pytest.mark.parametrize(
    "text", ["قمة مينسك", "ماذا", "200 كم شرق مينسك", "انسحاب أرمينيا من المنظمة", "كل ما قيل", ""]
)
def test_searches_are_no_questions(text):
    assert not parse(text).question


@pytest.mark.parametrize("text", ["", "  \n", "\0", "\u200f\u202e", "\ud800"])
def test_nothing_typed_asks_nothing(text):
    assert parse(text) == Query("")
    assert parse(text).is_blank


@pytest.mark.parametrize(
    "text", ["في من على", "!!!", "😀", "%", "_", "OR", "أو", "«في»", '""', "- -"]
)
def test_nothing_but_signs_and_function_words_is_void(text):
    assert parse(text).is_void
    assert not parse(text).is_blank


def test_what_was_left_out_is_named():
    assert parse("القمة في مينسك في «عن»").ignored == ("في", "«عن»")


def test_what_was_typed_is_named():
    query = parse("لنور سلطان «بيان ختامي» قم* 23/11/2023 قمة أو اجتماع", NAMES)
    assert [clause.written for clause in query.clauses] == [
        "لنور سلطان", "«بيان ختامي»", "قم*", "23/11/2023", "قمة أو اجتماع",
    ]  # fmt: skip


PIECES = st.sampled_from(
    ['"', "«", "»", "״", "-", "–", "OR", "أو", "|", "*", "ـ", "(", ")", "NEAR(", "AND", ":*",
     "^", "{}", "' --", "\0", "\u202e", "\ud800", "😀", "ﷺ", "2023", "23 نوفمبر 2023",
     "20 – 22 أغسطس 2010", "قمة", "قِمَّة", "نور سلطان", "روسيا", "من", "ماذا", "ا" * 600,
     " ", "\n", "\u0301", "ب205", "هـ"]
)  # fmt: skip
TEXTS = (
    st.text() | st.lists(PIECES | st.text(max_size=3)).map(" ".join) | st.lists(PIECES).map("".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_a_query(text):
    query = parse(text, NAMES)
    assert len(query.text) <= LONGEST
    assert len(query.clauses) <= MOST_CLAUSES
    query.text.encode()
    for clause in query.clauses:
        assert clause.written in query.text
        assert 1 <= len(clause.any_of) <= MOST_ALTERNATIVES
    phrases = [*query.excluded, *(phrase for clause in query.clauses for phrase in clause.any_of)]
    for phrase in phrases:
        assert phrase.terms
        assert all(term and " " not in term and "|" not in term for term in phrase.terms)
        assert all(word and " " not in word for word in phrase.words)
    assert query.is_blank + query.is_void + bool(query.clauses or query.excluded) == 1


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_was_read_is_read_alike_again(text):
    query = parse(text, NAMES)
    assert parse(query.text, NAMES) == query


@pytest.mark.parametrize(
    "text",
    ["م" * 10_000, "م " * 5_000, '"' * 5_000, "«" * 5_000, "- " * 5_000, "-" * 10_000, "|" * 10_000,
     "قم* " * 3_000, "OR " * 4_000, "1-1-" * 3_000, "23 نوفمبر 2023 " * 900, "نور سلطان|" * 900,
     '"ا ب"|' * 2_000, "20 – 22 أغسطس " * 900, "\u200f" * 10_000, "ﷺ" * 10_000, "ﷺ " * 5_000,
     "\0" * 10_000, "\u0301" * 10_000, "و" * 10_000, "كم " * 4_000, "(" * 10_000],
)  # fmt: skip
def test_no_text_takes_long(text):
    parse(text[:LONGEST], NAMES)
    spent = []
    for _ in range(5):
        start = time.process_time()
        parse(text, NAMES)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.02


def test_few_beginnings_are_looked_up_however_many_are_typed():
    looked_up = []
    parse("قم* مي* رؤ* اس* بي* طا* كا* " * 50, vocabulary=lambda p: looked_up.append(p) or ())
    assert len(looked_up) <= 12
