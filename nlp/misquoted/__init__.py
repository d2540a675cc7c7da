"""What the search for misquoted phrases stands on: wrong spellings of known phrases, lists held against components."""
