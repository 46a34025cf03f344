"""The mechanics of Russian and English: cases, plurals, sums in words, typography."""
