"""The figures themselves, a module for each stage and for the result."""
