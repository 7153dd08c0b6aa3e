"""What an article is about: summits, members, initiatives. Plain facts in, a draft out."""

from __future__ import annotations

from collections.abc import Iterator

from articles.importing.page import Clean, Draft, Evidence
from articles.importing.recognise.facts import Authority
from articles.importing.recognise.initiatives import initiatives_named, phrases, targets
from articles.importing.recognise.members import absentees, members_named
from articles.importing.recognise.mentions import Mention, mentions, sentences
from articles.importing.recognise.organisations import is_about_leaders, is_on_topic
from articles.importing.recognise.summits import Question, Scored, background, main_summit

__all__ = ["Authority", "recognise"]


def recognise(article: Clean, authority: Authority) -> Draft:
    """The draft of an article: every link with the words that it was drawn from."""
    on_topic = is_on_topic(article)
    found = sentences(article, authority, article.published_on)
    pointed = mentions(found, authority, article.published_on, on_topic)
    question = Question(article, found, pointed, authority, tuple(phrases(article)))
    main = main_summit(question) if on_topic and is_about_leaders(article) else None
    if main and article.published_on is None:
        found = sentences(article, authority, main.summit.start)
        pointed = mentions(found, authority, main.summit.start, on_topic)
    return drawn(article, authority, on_topic, main, found, pointed)


def drawn(
    article: Clean, authority: Authority, on_topic: bool, main: Scored | None, found, pointed
) -> Draft:
    summit = main.summit if main else None
    others = background(pointed, summit)
    day = summit.start if summit else article.published_on
    named = members_named(article, authority, day)
    absent = absentees(article, found, authority, summit, pointed, day) if on_topic else []
    records = targets(authority, summit, [mention.summit for mention in others])
    initiatives = initiatives_named(article, records, authority)
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
