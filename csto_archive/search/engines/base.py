"""What both databases do alike, of which each adds its own SQL."""

from .renewing import Renewing
from .selecting import Selecting
from .updating import Updating


class Engine(Selecting, Updating, Renewing):
    """The set `name`, "a" or "b"."""
