"""Static files with hashed names, collected again only when a source of theirs has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from csto_archive import sheets

# What packages bring and no page of ours uses: a second API viewer and the browsable API.
IGNORED = ("redoc", "rest_framework", "*-es-bundle*")


def fingerprint() -> str:
    """Changes with any file that would be collected (its name, size or time)."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(list(IGNORED)):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect() -> bool:
    """Collect if needed; whether it was."""
    sheets.build(settings.BASE_DIR / "static" / "site", settings.SHEETS_DIR)
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command(
        "collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=list(IGNORED)
    )
    stamp.write_text(wanted)
    return True
