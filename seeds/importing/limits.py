"""How much of a text is read at most: one limit for the command line, the app and the importer."""

LARGEST_BYTES = 20_000_000
"""A saved page with its pictures inside may be large; more than this is no page."""
