"""«هل تقصد …», and why a search found nothing."""

from .explaining import Explanation, Without, explanation_of
from .nearness import Known
from .speller import Speller, Spelling, read

__all__ = ["Explanation", "Known", "Speller", "Spelling", "Without", "explanation_of", "read"]
