"""What a figure is made of: expressions, operators, and the line that they define."""
