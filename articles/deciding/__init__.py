"""What the importer claims of an article, and what an editor decides about each claim."""

from articles.deciding.claims import Claim, claims_of
from articles.deciding.decisions import OutOfDateError, decide
from articles.deciding.provenance import provenance

__all__ = ["Claim", "OutOfDateError", "claims_of", "decide", "provenance"]
