"""What templates may speak of: names, lists and drawings' data, read from project and plan."""
