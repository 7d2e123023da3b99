"""Reads questions from what people have: pages, Markdown, tables, flash cards."""
