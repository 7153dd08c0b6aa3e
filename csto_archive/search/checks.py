"""Django's system check of the index, asked for with `--database` and by `migrate`."""

from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Warned
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.translation import gettext as _

from csto_archive.arabic.analysis import ANALYSER_VERSION

from .index import ARTICLES


@register(Tags.database)
def analyser(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """An index that an earlier analyser made still answers, but not to all it might."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if "search_state" not in connection.introspection.table_names():
        return []
    if ARTICLES.state().analyser == ANALYSER_VERSION:
        return []
    message = _("فهرس البحث من نسخة أقدم من محلل الكلمات.")
    return [Warned(message, hint=_("شغّل: manage.py rebuild_search"), id="search.W001")]
