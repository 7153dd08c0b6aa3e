"""What a state was to the organisation, and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from summits.models import Member


class Standing(TextChoices):
    TREATY = "treaty", _("طرف في المعاهدة قبل قيام المنظمة")
    OUTSIDE = "outside", _("خارج المعاهدة")
    MEMBER = "member", _("عضو في المنظمة")
    SUSPENDED = "suspended", _("مشاركة معلّقة")
    LEFT = "left", _("غادرت المنظمة")


# The day on which each begins, in the order in which two of one day follow each other.
BEGINNINGS = {
    Standing.TREATY: "treaty_signed_on",
    Standing.OUTSIDE: "treaty_left_on",
    Standing.MEMBER: "joined_on",
    Standing.SUSPENDED: "suspended_on",
    Standing.LEFT: "left_on",
}


@dataclass(frozen=True)
class Period:
    """`end` is the day on which something else began, None where it lasts."""

    standing: Standing
    start: date
    end: date | None

    @property
    def kind(self) -> str:
        return self.standing.value


def periods_of(member: Member) -> tuple[Period, ...]:
    """One after the other, as far as the days are known."""
    begun = [(getattr(member, field), standing) for standing, field in BEGINNINGS.items()]
    known = sorted(((day, standing) for day, standing in begun if day), key=lambda known: known[0])
    ends = [*(day for day, _standing in known[1:]), None]
    pairs = zip(known, ends, strict=False)
    return tuple(Period(standing, day, end) for (day, standing), end in pairs if day != end)


def first_day(members: Iterable[Member]) -> date:
    """On which anything begins, for strips that can be compared."""
    periods = (period for member in members for period in periods_of(member))
    return min((period.start for period in periods), default=date.min)
