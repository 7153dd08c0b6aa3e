"""Which state of the archive readers see, and what is kept in memory while it stays the same.

`current_version()` is equal for equal states and never the same for two that differ, whatever way
a change was made (`watching.py` says how and why). `remembered` keeps by it what is told of the
whole archive, `csto_archive.unchanged` whole answers.
"""

from .keeping import forget, remembered, to_forget
from .numbers import Version, asked_once, current_version

__all__ = ["Version", "asked_once", "current_version", "forget", "remembered", "to_forget"]
