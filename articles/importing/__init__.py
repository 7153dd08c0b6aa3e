"""The importer: a messy scraped page in, a clean draft with proofs out.

A line of small rooms, each plain Python: read > decode > extract > clean > recognise. Only `save`
writes to the database and only `authority` reads from it.
"""
