"""Papers of the package: from a template and its context to Word, PDF and drawings."""
