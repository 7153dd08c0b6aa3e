"""Django's system check of the triggers, asked for with `--database` and by `migrate`."""

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils.translation import gettext as _

from csto_archive.triggers import OURS, applied

from .watching import Watch


def missing() -> list[str]:
    """The triggers that migrations made and that are no longer there."""
    wanted = {name for watch in applied(Watch) for name in watch.names(connection.vendor)}
    with connection.cursor() as cursor:
        cursor.execute(OURS[connection.vendor])
        there = {dropped.split()[0] for dropped, _made in cursor.fetchall()}
    return sorted(wanted - there)


@register(Tags.database)
def watches(app_configs, databases=None, **kwargs) -> list[CheckMessage]:
    """Without them pages would stay as they are while the archive changes."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    if "django_migrations" not in connection.introspection.table_names():
        return []
    return [
        Error(
            _("المشغّل %s مفقود من قاعدة البيانات، فلا تتجدد الصفحات بعد كل تعديل.") % name,
            id="versions.E001",
        )
        for name in missing()
    ]
