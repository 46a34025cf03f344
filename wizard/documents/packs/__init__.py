"""Template packs: where they lie and how their files are read."""
