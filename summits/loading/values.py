"""From a cell of a CSV file to a field's value. Each raises ValueError with an Arabic reason."""

import re
from collections.abc import Callable
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext as _


def text(cell: str) -> str:
    return cell


def required(cell: str) -> str:
    if not cell:
        raise ValueError(_("القيمة ناقصة"))
    return cell


def day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError:
        raise ValueError(_("ليست تاريخاً بصيغة سنة-شهر-يوم: «%s»") % cell) from None


def required_day(cell: str) -> date | None:
    return day(required(cell))


def partial_day(cell: str) -> str:
    if cell and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", cell):
        raise ValueError(_("ليست سنة ولا شهراً ولا يوماً: «%s»") % cell)
    return cell


def lines(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def yes_no(cell: str) -> bool:
    if cell not in {"yes", "no"}:
        raise ValueError(_("القيمة yes أو no، لا «%s»") % cell)
    return cell == "yes"


def degrees(limit: int) -> Callable[[str], float]:
    def read(cell: str) -> float:
        try:
            value = float(cell)
        except ValueError:
            raise ValueError(_("ليس عدداً: «%s»") % cell) from None
        if not -limit <= value <= limit:
            raise ValueError(_("خارج المدى: «%s»") % cell)
        return value

    return read


def first_number(cell: str) -> int | None:
    """«about 21» counts 21 documents; the words beside the number are kept in another field."""
    found = re.search(r"\d+", cell)
    return int(found[0]) if found else None


def choice(choices: type[TextChoices], blank: bool = False) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if cell not in choices.values and not (blank and not cell):
            raise ValueError(_("قيمة غير معروفة: «%s»") % cell)
        return cell

    return read


def without(prefix: str) -> Callable[[str], str]:
    """The archive's permanent ids are those of the reference without their prefix."""

    def read(cell: str) -> str:
        if not cell.startswith(prefix):
            raise ValueError(_("لا يبدأ المعرّف بـ«%s»") % prefix)
        return cell.removeprefix(prefix)

    return read


def last_number(cell: str) -> int:
    try:
        return int(cell.rpartition("-")[2])
    except ValueError:
        raise ValueError(_("لا ينتهي المعرّف برقم: «%s»") % cell) from None


def slug_of_id(cell: str) -> str:
    return required(cell).replace("_", "-")
