"""A page for each stage, and those before and after the stages. See `page.py` for their interface.
"""
