"""A finished brief against its sources: what a reader sees, sentence by sentence, and the passages behind it."""
