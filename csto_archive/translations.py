"""The message catalogues in `locale/`: compiled at set-up, checked before each commit.

Arabic is the language of the sources, so a message without a translation is simply its own text;
what needs the catalogue are the six plural forms and the strings that Django leaves in English.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.makemessages import Command as MakeMessages
from django.utils.translation.reloader import translation_file_changed

IGNORED = (".venv/*", "var/*", "tests/*", "docs/*", "bench/*", "samples/*", "requirements/*")


def catalogues() -> list[Path]:
    return sorted(path for root in settings.LOCALE_PATHS for path in Path(root).glob("*/*/*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def compile_all() -> int:
    """Write the .mo file beside each .po that is newer, used at once; how many were written."""
    stale = [path for path in catalogues() if _is_stale(path)]
    for path in stale:
        compiled = path.with_suffix(".mo")
        with compiled.open("wb") as file:
            write_mo(file, read(path))
        translation_file_changed(None, compiled)
    return len(stale)


def _is_stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime


def faults() -> Iterator[str]:
    """What is wrong in the catalogues: fuzzy entries, missing plural forms, lost placeholders."""
    for path in catalogues():
        catalogue = read(path)
        for message in catalogue:
            name = f"{path.name}: {message.id!r}"
            if message.id and message.fuzzy:
                yield f"{name} is fuzzy"
            if message.pluralizable and not all(message.string):
                yield f"{name} lacks plural forms"
            if message.id and any(message.string):
                yield from (f"{name}: {error}" for error in _numbered(message).check(catalogue))


def _numbered(message: Message) -> Message:
    """The message without its forms for none, one and two, where the noun tells the number."""
    if not message.pluralizable:
        return message
    return Message(message.id, (*message.string[3:], *message.string[3:]), flags=message.flags)


def gather(keep: bool) -> bool | None:
    """Whether locale/ar is in step with the sources, None without GNU gettext.

    What was gathered replaces the catalogue if `keep`, otherwise it stays as it was.
    """
    if not shutil.which("xgettext"):
        return None
    path = Path(settings.LOCALE_PATHS[0]) / "ar/LC_MESSAGES/django.po"
    before = path.read_bytes()
    messages = _messages(path)
    gathering = MakeMessages()
    gathering.msgmerge_options = [*MakeMessages.msgmerge_options, "--no-fuzzy-matching"]
    call_command(
        gathering, locale=["ar"], ignore_patterns=list(IGNORED), no_obsolete=True,
        no_location=True, no_wrap=True, verbosity=0,
    )  # fmt: skip
    in_step = _messages(path) == messages
    if in_step or not keep:
        path.write_bytes(before)
    return in_step


def _messages(path: Path) -> list:
    return sorted((str(m.id), m.context or "", str(m.string)) for m in read(path) if m.id)
