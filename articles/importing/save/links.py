"""What an article is linked to: summits, members, initiatives, photos, evidence.

Each kind of link knows what a draft wants, what is stored, and how to write it; both as plain JSON,
so that an editor's change shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from articles.importing.page import Draft, Evidence
from articles.importing.recognise.confidence import confidence_of
from articles.models import (
    Article,
    Capture,
    Coverage,
    InitiativeMention,
    MemberMention,
    Photo,
    Quotation,
)
from articles.models import Evidence as StoredEvidence
from summits.models import Initiative, Leader, Member, Summit

LONGEST = StoredEvidence.LONGEST_QUOTE
DECISION = (
    "decision", "decided_value", "decided_by_id", "decided_at", "confirmed_by_id", "confirmed_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """`wanted(draft)` and `stored(article)` give comparable JSON; `write(article, wanted)`
    replaces what is there. `fields`: the evidence that speaks for it."""

    empty: Any
    wanted: Any
    stored: Any
    write: Any
    fields: tuple[str, ...]


def wanted_coverage(draft: Draft) -> dict[str, str]:
    background = dict.fromkeys(draft.background_summits, Coverage.Role.BACKGROUND.value)
    return background | dict.fromkeys(draft.main_summits, Coverage.Role.MAIN.value)


def stored_coverage(article: Article) -> dict[str, str]:
    return {link.summit.slug: link.role for link in article.coverage.select_related("summit")}


def write_coverage(article: Article, wanted: dict[str, str]) -> None:
    article.coverage.all().delete()
    summits = Summit.objects.in_bulk(wanted, field_name="slug")
    Coverage.objects.bulk_create(
        Coverage(article=article, summit=summit, role=wanted[slug])
        for slug, summit in summits.items()
    )


def wanted_members(draft: Draft) -> dict[str, bool]:
    named = dict.fromkeys(draft.members, False)
    return named | dict.fromkeys(draft.absent_members, True)


def stored_members(article: Article) -> dict[str, bool]:
    return {link.member.iso2: link.absent for link in article.mentions.select_related("member")}


def write_members(article: Article, wanted: dict[str, bool]) -> None:
    article.mentions.all().delete()
    members = Member.objects.in_bulk(wanted, field_name="iso2")
    MemberMention.objects.bulk_create(
        MemberMention(article=article, member=member, absent=wanted[iso2])
        for iso2, member in members.items()
    )


def wanted_initiatives(draft: Draft) -> list[list]:
    known = [initiative for initiative in draft.initiatives if initiative.slug]
    return [[i.slug, i.wording[:300], list(i.measures)] for i in known]


def stored_initiatives(article: Article) -> list[list]:
    links = article.initiative_mentions.select_related("initiative").order_by("position", "pk")
    return [[link.initiative.slug, link.wording, link.measures] for link in links]


def write_initiatives(article: Article, wanted: list[list]) -> None:
    article.initiative_mentions.all().delete()
    records = Initiative.objects.in_bulk([row[0] for row in wanted], field_name="slug")
    InitiativeMention.objects.bulk_create(
        InitiativeMention(
            article=article,
            initiative=records[slug],
            position=at,
            wording=wording,
            measures=measures,
        )
        for at, (slug, wording, measures) in enumerate(wanted)
        if slug in records
    )


def wanted_photos(draft: Draft) -> list[list[str]]:
    return [[caption.text, caption.credit[:200]] for caption in draft.clean.captions]


def stored_photos(article: Article) -> list[list[str]]:
    return [[photo.caption, photo.credit] for photo in article.photos.order_by("position", "pk")]


def write_photos(article: Article, wanted: list[list[str]]) -> None:
    article.photos.all().delete()
    Photo.objects.bulk_create(
        Photo(article=article, position=at, caption=text, credit=credit)
        for at, (text, credit) in enumerate(wanted)
    )


def wanted_quotations(draft: Draft) -> list[list[str]]:
    return [[quote.text, quote.speaker[:200], quote.leader] for quote in draft.quotes]


def stored_quotations(article: Article) -> list[list[str]]:
    quotes = article.quotations.select_related("leader").order_by("position", "pk")
    return [[q.text, q.speaker, q.leader.slug if q.leader else ""] for q in quotes]


def write_quotations(article: Article, wanted: list[list[str]]) -> None:
    article.quotations.all().delete()
    leaders = Leader.objects.in_bulk({row[2] for row in wanted}, field_name="slug")
    Quotation.objects.bulk_create(
        Quotation(
            article=article, position=at, text=text, speaker=speaker, leader=leaders.get(leader)
        )
        for at, (text, speaker, leader) in enumerate(wanted)
    )


LINKS = {
    "coverage": Link(
        {}, wanted_coverage, stored_coverage, write_coverage, ("main_summit", "background_summit")
    ),
    "members": Link({}, wanted_members, stored_members, write_members, ("member", "absent")),
    "initiatives": Link(
        [], wanted_initiatives, stored_initiatives, write_initiatives, ("initiative",)
    ),
    "photos": Link([], wanted_photos, stored_photos, write_photos, ("caption",)),
    "quotations": Link([], wanted_quotations, stored_quotations, write_quotations, ("quotation",)),
}


def write_evidence(
    article: Article,
    capture: Capture,
    evidence: Iterable[Evidence],
    edited: Collection[str],
    handed_on: Collection[str] = (),
) -> None:
    """Replace what no editor has decided about, but keep the proofs of fields that the editor kept
    and of the proposals `handed_on`.

    What an editor has decided about a value holds for new proofs of it.
    """
    kept = {
        field for name in edited for field in (LINKS[name].fields if name in LINKS else (name,))
    }
    replaced = article.evidence.undecided().exclude(field__in=kept)
    replaced.exclude(field="proposal", value__in=handed_on).delete()
    before = list(article.evidence.all())
    decided = {(old.field, old.value): old for old in before if old.decision}
    there = {(old.capture_id, old.field, old.value, old.start, old.end) for old in before}
    StoredEvidence.objects.bulk_create(
        StoredEvidence(
            article=article, capture=capture, field=proof.field[:40], value=proof.value[:500],
            rule=proof.rule[:60], confidence=confidence_of(proof.field, proof.rule),
            start=proof.start, end=proof.end, quote=proof.quote[:LONGEST],
            **decision_of(decided.get((proof.field[:40], proof.value[:500]))),
        )
        for proof in evidence
        if proof.field not in kept
        and (capture.pk, proof.field, proof.value[:500], proof.start, proof.end) not in there
    )  # fmt: skip


def decision_of(former: StoredEvidence | None) -> dict:
    return {name: getattr(former, name) for name in DECISION} if former else {}
