"""Tests of what people bring: pages, tables, cards."""
