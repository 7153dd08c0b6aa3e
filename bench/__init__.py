"""What the archive is measured with. `python bench/search.py --help`"""
