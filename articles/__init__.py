"""Second floor: what was written. Sources, articles and the pages they came from."""
