"""From blocks to Word, and Word files from other hands."""
