"""`manage.py analyze_words`: read words on standard input, one a line; print one term a line."""

import sys

from django.core.management.base import BaseCommand

from csto_archive.arabic.analysis import analyse
from csto_archive.arabic.normalise import fold


class Command(BaseCommand):
    help = "Print what each word read on standard input is indexed as, one a line."
    requires_system_checks = ()

    def handle(self, *args, **options):
        for line in sys.stdin:
            self.stdout.write(terms_of_line(line))


def terms_of_line(line: str) -> str:
    """Return the terms of a line joined by a blank; a line of function words alone is folded."""
    terms = [token.term for token in analyse(line) if token.term]
    return " ".join(terms) or fold(line)
