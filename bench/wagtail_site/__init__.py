"""The same articles as pages of Wagtail; runs in an environment that has it (bench/pages.py)."""
