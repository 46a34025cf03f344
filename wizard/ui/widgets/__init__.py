"""Parts of the window that are no editors: cards, the rail, the top bar, the right panel."""
