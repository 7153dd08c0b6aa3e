"""Django's system checks of what the archive needs from the machine."""

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Warned
from django.utils.translation import gettext as _
from PIL import features


@register
def shaping(app_configs, **kwargs) -> list[CheckMessage]:
    """Without Raqm the share cards are drawn the second-best way."""
    if features.check("raqm"):
        return []
    message = _("مكتبة Raqm غير متاحة، فتُرسم بطاقات المشاركة بجودة أدنى.")
    hint = _("ثبّت حزمة النظام libfribidi0 ثم أعد التشغيل: apt-get install libfribidi0")
    return [Warned(message, hint=hint, id="archive.W001")]
