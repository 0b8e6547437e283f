"""What the reports say: pure functions from a Document to typed mentions, listed in `EXTRACTORS`."""
