"""«هل تقصد …», and why a search found nothing."""

from .nearness import Known
from .speller import Speller, Spelling

__all__ = ["Known", "Speller", "Spelling"]
