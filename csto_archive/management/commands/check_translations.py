"""`manage.py check_translations`: the catalogues are sound and in step with the sources."""

from django.core.management.base import BaseCommand, CommandError

from csto_archive import translations


class Command(BaseCommand):
    help = "Check the message catalogues; --update keeps what was gathered from the sources."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--update", action="store_true")

    def handle(self, *args, update: bool, **options):
        in_step = translations.gather(keep=update)
        if in_step is None:
            self.stdout.write("xgettext is not installed: the sources were not compared.")
        elif not in_step and not update:
            raise CommandError("locale/ar is not in step with the sources: run `make messages`.")
        if faults := list(translations.faults()):
            raise CommandError("\n".join(faults))
