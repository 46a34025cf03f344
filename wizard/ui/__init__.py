"""The window: everything that shows the project and takes answers. Only this package and `app.py`
know Qt."""
