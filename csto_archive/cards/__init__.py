"""The share cards: a picture of 1200×630 for every public summit and article."""
