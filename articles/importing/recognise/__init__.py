"""What an article is about: summits, members, initiatives. Plain facts in, a draft out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.importing.page import Clean, Draft, Evidence
from articles.importing.recognise.absence import absentees
from articles.importing.recognise.announced import next_summit
from articles.importing.recognise.circumstances import circumstances, just_met
from articles.importing.recognise.facts import Authority, SummitFacts
from articles.importing.recognise.initiatives import initiatives_named, meanings_in, targets
from articles.importing.recognise.members import members_named
from articles.importing.recognise.mentions import Mention, mentions
from articles.importing.recognise.organisations import is_about_leaders, is_on_topic
from articles.importing.recognise.phrases import Phrase, phrases
from articles.importing.recognise.proposals import initiatives_proposed
from articles.importing.recognise.quotes import quotes_said
from articles.importing.recognise.sentences import dated_from, sentences
from articles.importing.recognise.summits import Question, Scored, background, main_summit
from articles.importing.recognise.texts import Text, texts_of
from articles.importing.recognise.themes import chair_themes

__all__ = ["Authority", "recognise"]


def recognise(article: Clean, authority: Authority) -> Draft:
    """The draft of an article: every link with the words that it was drawn from."""
    texts = texts_of(article)
    found = sentences(texts, authority, article.published_on)
    on_topic = is_on_topic(texts) or is_on_topic(texts, circumstances(article, found, authority))
    pointed = mentions(found, authority, article.published_on, on_topic)
    question = Question(article, found, pointed, authority, ())
    main = None
    said: Sequence[Phrase] = ()
    of_leaders = on_topic and is_about_leaders(texts, just_met(authority, article.published_on))
    if on_topic:
        said = tuple(phrases(article))
        question = replace(question, meanings=meanings_in(said, authority))
    if of_leaders:
        main = main_summit(question)
    if main and article.published_on is None:
        found = dated_from(found, main.summit.start)
        pointed = mentions(found, authority, main.summit.start, on_topic)
        question = replace(question, sentences=found, mentions=pointed)
    draft = drawn(question, texts, said, on_topic, main)
    return with_words(draft, question, main.summit if main else None, of_leaders)


def drawn(
    question: Question,
    texts: Sequence[Text],
    said: Sequence[Phrase],
    on_topic: bool,
    main: Scored | None,
) -> Draft:
    article, authority = question.article, question.authority
    found, pointed = question.sentences, question.mentions
    summit = main.summit if main else None
    others = background(pointed, summit)
    day = summit.start if summit else article.published_on
    named = members_named(texts, authority, day)
    absent = absentees(article, found, authority, summit, pointed, day) if on_topic else []
    records = targets(authority, summit, [mention.summit for mention in others], day)
    initiatives = initiatives_named(article, summit, records, question.meanings, said, authority)
    return Draft(
        article,
        (summit.slug,) if summit else (),
        tuple(mention.summit.slug for mention in others),
        tuple(iso2 for iso2, _proof in named),
        tuple(iso2 for iso2, _proof in absent),
        tuple(initiative for initiative, _proofs in initiatives),
        on_topic,
        (
            *article.evidence,
            *main_evidence(summit, pointed, article),
            *(proof for mention in others for proof in mention_evidence(mention, "background")),
            *(proof for _iso2, proof in (*named, *absent) if proof),
            *(proof for _initiative, proofs in initiatives for proof in proofs),
        ),
    )


def with_words(
    draft: Draft, question: Question, summit: SummitFacts | None, of_leaders: bool
) -> Draft:
    """The draft with what the article tells besides its links: who said what and, where it is on
    the subject, what is new, what the chair sets itself; of the leaders, when they meet again."""
    article, authority = question.article, question.authority
    day = summit.start if summit else article.published_on
    quotes = quotes_said(article, authority, day)
    draft = replace(
        draft,
        quotes=tuple(quote for quote, _proofs in quotes),
        evidence=(*draft.evidence, *(proof for _quote, proofs in quotes for proof in proofs)),
    )
    return with_news(draft, question, summit, of_leaders) if draft.on_topic else draft


def with_news(
    draft: Draft, question: Question, summit: SummitFacts | None, of_leaders: bool
) -> Draft:
    article, authority = question.article, question.authority
    proposals = initiatives_proposed(article, authority, summit, draft.initiatives)
    themes = chair_themes(article)
    coming = None
    if of_leaders:
        coming = next_summit(article, question.sentences, question.mentions, authority, summit)
    told = [*proposals, *themes, *([coming] if coming else [])]
    return replace(
        draft,
        proposals=tuple(proposal for proposal, _proofs in proposals),
        chair_themes=tuple(theme for theme, _proofs in themes),
        next_summit=coming[0] if coming else None,
        evidence=(*draft.evidence, *(proof for _value, proofs in told for proof in proofs)),
    )


def main_evidence(summit, pointed: list[Mention], article: Clean) -> Iterator[Evidence]:
    """The mentions of the main summit, else the headline: its points came from the whole text."""
    own = [mention for mention in pointed if mention.summit == summit]
    if summit and not own:
        unit = article.heads[0]
        yield from unit.proof("main_summit", summit.slug, "points", 0, len(unit.text))
    for mention in own[:3]:
        yield from mention_evidence(mention, "main")


def mention_evidence(mention: Mention, role: str) -> tuple[Evidence, ...]:
    return mention.sentence.unit.proof(
        f"{role}_summit", mention.summit.slug, f"by-{mention.rule}", mention.start, mention.end
    )
