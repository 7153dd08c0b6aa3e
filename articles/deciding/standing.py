"""How a claim stands in an article: in a field of its own or as a link. One table, a row a kind.

The values are those of the evidence: texts, days as `2023-11-23`, `2023-11` or `2023`, slugs of
summits and initiatives, ISO codes of members.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.deciding.kinds import KEPT, Kind, in_the_form, leave, reads, record
from articles.deciding.quotations import QUOTATION
from articles.models import Article, Coverage, InitiativeMention, MemberMention, Photo
from csto_archive.arabic.dates import parse_date
from summits.models import Initiative, Member, Summit

LENGTHS = {"day": 10, "month": 7, "year": 4}
PRECISIONS = {length: precision for precision, length in LENGTHS.items()}


# Texts


def text_stands(article: Article, field: str, value: str) -> bool:
    said = getattr(article, field)
    return bool(said) and (said == value or (len(value) >= KEPT and said.startswith(value)))


def put_text(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    """The whole of a value that the evidence keeps cut."""
    drawn = (article.imported or {}).get(field, "")
    is_cut = len(value) >= KEPT and drawn.startswith(value)
    setattr(article, field, drawn if is_cut else value)


def clear_text(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    if article._meta.get_field(field).blank:
        setattr(article, field, "")
    else:
        raise ValidationError(_("لا مقال بلا عنوان: صحّحه بدلاً من رفضه."), code="required")


def read_text(article: Article, field: str, typed: str) -> str:
    return article._meta.get_field(field).clean(" ".join(typed.split()), article)


# The body: too long to be compared or corrected here


def body_stands(article: Article, field: str, value: str) -> bool:
    return bool(article.body)


def told_stands(article: Article, field: str, value: str) -> bool:
    return True


# The day of publication


def day_of(article: Article) -> str:
    day = article.published_on
    return day.isoformat()[: LENGTHS[article.published_precision or "day"]] if day else ""


def day_stands(article: Article, field: str, value: str) -> bool:
    """Evidence writes the first day of a month or year whose day is not known."""
    day = article.published_on
    return day is not None and value in {day_of(article), day.isoformat()}


def put_day(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    drawn = article.imported or {}
    is_drawn = drawn.get("published_on") == value and drawn.get("published_precision")
    say_day(article, value)
    article.published_precision = is_drawn or article.published_precision


def say_day(article: Article, value: str) -> None:
    """As exactly as it is written: evidence writes the first day of a month for the month too."""
    article.published_on = date.fromisoformat(f"{value}-01-01"[:10])
    article.published_precision = PRECISIONS[len(value)]


def clear_day(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    article.published_on, article.published_precision = None, ""


def read_day(article: Article, field: str, typed: str) -> str:
    found = parse_date(typed) or parse_date(f"عام {typed}")
    if found is None:
        raise ValidationError(
            _("اكتب التاريخ مثل «23 نوفمبر 2023» أو «نوفمبر 2023» أو «عام 2023»."),
            code="invalid_date",
        )
    return found.value.isoformat()[: LENGTHS[found.precision]]


# Summits


def role_of(field: str) -> str:
    return field.removesuffix("_summit")


def summit_stands(article: Article, field: str, value: str) -> bool:
    links = article.coverage.all()
    return any(link.summit.slug == value and link.role == role_of(field) for link in links)


def put_summit(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    summit = record(Summit, "slug", value)
    defaults = {"role": role_of(field)}
    Coverage.objects.update_or_create(article=article, summit=summit, defaults=defaults)


def remove_summit(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    found = Coverage.objects.filter(article=article, summit__slug=value)
    if not living:
        found.delete()
    else:
        found.update(role=role_of(max(living)))  # «main» is behind «background» in the alphabet


# Members


def member_stands(article: Article, field: str, value: str) -> bool:
    """Who is absent is named all the same."""
    links = (link for link in article.mentions.all() if link.member.iso2 == value)
    return any(field == "member" or link.absent for link in links)


def put_member(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    member = record(Member, "iso2", value)
    defaults = {"absent": "absent" in {field, *living}}
    MemberMention.objects.update_or_create(article=article, member=member, defaults=defaults)


def remove_member(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    found = MemberMention.objects.filter(article=article, member__iso2=value)
    if not living:
        found.delete()
    else:
        found.update(absent="absent" in living)


# Initiatives


def initiative_stands(article: Article, field: str, value: str) -> bool:
    return any(link.initiative.slug == value for link in article.initiative_mentions.all())


def put_initiative(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    """With the wording and the measures that the import found, where it found them."""
    initiative = record(Initiative, "slug", value)
    rows = enumerate((article.imported or {}).get("initiatives", ()))
    drawn = {slug: (place, wording, found) for place, (slug, wording, found) in rows}
    place, wording, measures = drawn.get(value, (len(drawn), "", []))
    defaults = {"wording": wording, "measures": measures, "position": place}
    InitiativeMention.objects.get_or_create(
        article=article, initiative=initiative, defaults=defaults
    )


def remove_initiative(
    article: Article, field: str, value: str, living: Collection[str] = ()
) -> None:
    if not living:
        InitiativeMention.objects.filter(article=article, initiative__slug=value).delete()


def swap_initiative(article: Article, value: str, other: str) -> None:
    """The article's wording and measures are those of the other record."""
    links = InitiativeMention.objects.filter(article=article)
    if links.filter(initiative__slug=other).exists():
        links.filter(initiative__slug=value).delete()
    else:
        links.filter(initiative__slug=value).update(initiative=record(Initiative, "slug", other))


# Captions


def caption_of(article: Article, value: str) -> Photo | None:
    photos = article.photos.all()
    return next((p for p in photos if p.caption[:KEPT] == value or p.caption == value), None)


def caption_stands(article: Article, field: str, value: str) -> bool:
    return caption_of(article, value) is not None


def put_caption(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    drawn = (article.imported or {}).get("photos", ())
    rows = ((place, *row) for place, row in enumerate(drawn) if row[0][:KEPT] == value)
    place, text, credit = next(rows, (len(drawn), value, ""))
    if caption_of(article, value) is None:
        Photo.objects.create(article=article, caption=text, credit=credit, position=place)


def remove_caption(article: Article, field: str, value: str, living: Collection[str] = ()) -> None:
    if photo := caption_of(article, value):
        photo.delete()


def swap_caption(article: Article, value: str, other: str) -> None:
    if photo := caption_of(article, value):
        photo.caption = other
        photo.save()


def read_caption(article: Article, field: str, typed: str) -> str:
    return Photo._meta.get_field("caption").clean(" ".join(typed.split()), None)


# Initiatives that the archive does not have


def proposal_stands(article: Article, field: str, value: str) -> bool:
    """Undecided, or linked to the article as what it was decided to be."""
    linked = {link.initiative_id for link in article.initiative_mentions.all()}
    return any(
        (p.wording == value and not p.decision)
        or (p.initiative_id in linked and value in {p.wording, p.initiative.slug})
        for p in article.initiative_proposals.all()
    )


TEXT = Kind(text_stands, put_text, clear_text, read_text, is_link=False)
BODY = Kind(body_stands, leave, in_the_form, in_the_form, is_link=False)
DAY = Kind(day_stands, put_day, clear_day, read_day, say=say_day, is_link=False)
SUMMIT = Kind(summit_stands, put_summit, remove_summit, reads(Summit, "slug"), is_record=True)
MEMBER = Kind(member_stands, put_member, remove_member, reads(Member, "iso2"), is_record=True)
INITIATIVE = Kind(
    initiative_stands, put_initiative, remove_initiative, reads(Initiative, "slug"),
    swap_initiative, is_record=True,
)  # fmt: skip
CAPTION = Kind(caption_stands, put_caption, remove_caption, read_caption, swap_caption)
# Decided in `deciding.proposals`: a record comes of it.
PROPOSAL = Kind(proposal_stands, leave, leave, reads(Initiative, "slug"))
# What the importer tells that is no field and no link: to be confirmed or not, no more.
TOLD = Kind(told_stands, leave, leave, in_the_form)

# In the order in which an editor goes through them.
FIELDS = {
    "headline": TEXT,
    "kicker": TEXT,
    "standfirst": TEXT,
    "published_on": DAY,
    "byline": TEXT,
    "dateline": TEXT,
    "main_summit": SUMMIT,
    "background_summit": SUMMIT,
    "member": MEMBER,
    "absent": MEMBER,
    "initiative": INITIATIVE,
    "proposal": PROPOSAL,
    "quotation": QUOTATION,
    "caption": CAPTION,
    "body": BODY,
}


def kind_of(field: str) -> Kind:
    return FIELDS.get(field, TOLD)
