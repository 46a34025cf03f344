"""A page for each stage, and those before and after; `page.py` says what a page is."""
