"""What helps a person along: the guide, the tour, shortcuts, news, and what the program is."""
