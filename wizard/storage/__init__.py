"""Keeping projects: the project file, its older formats, its lock, recovery, presets, recents.

Storage knows the project and nothing of what follows from it. It shows nothing: it returns what it
found or raises a UserError.
"""
