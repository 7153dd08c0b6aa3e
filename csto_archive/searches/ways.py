"""Ways of asking, each as an example that is a search itself."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _


class Way(NamedTuple):
    example: str
    meaning: str

    @property
    def address(self) -> str:
        return f"{reverse('search:search')}?{urlencode({'q': self.example})}"


WAYS = (
    Way("قمة مينسك 2023", _("الكلمات كلها، في أي ترتيب؛ وتُفهم السنوات والأيام والشهور")),
    Way("«الأمن الجماعي»", _("العبارة كما كُتبت، كلمة بعد كلمة")),
    Way("قمة -موسكو", _("من دون الكلمة التي قبلها شرطة")),
    Way("بيشكيك أو أستانا", _("تكفي إحداهما")),
    Way("مبادر*", _("كل كلمة تبدأ بهذه الحروف")),
    Way("متى انعقدت قمة يريفان؟", _("سؤال كامل: أقرب النصوص إليه أولاً")),
)
