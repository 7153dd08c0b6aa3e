"""Arabic text as plain Python: folding, mending, dates, names, words, slugs, shaping.

The ground floor of the house. Nothing here knows Django, a database, a clock or a file: text goes
in, text or frozen dataclasses come out, and time is an argument. Offsets are always offsets into
the string that the caller passed, counted in Python characters (code points), end exclusive.
"""
