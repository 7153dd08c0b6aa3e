"""How long a search may take."""

SECONDS = 5


class TakesTooLongError(Exception):
    """The search was given up: it is too much for the database, or the database has much to do."""
