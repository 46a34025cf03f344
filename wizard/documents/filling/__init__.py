"""Templates filled in: the sandbox they run in, their filters, the mistakes they make."""
