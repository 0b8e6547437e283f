"""Situations that ship with briefgen, as TOML."""
