"""«هل تقصد …», and why a search found nothing."""

from .nearness import Known
from .speller import Speller, Spelling, read

__all__ = ["Known", "Speller", "Spelling", "read"]
