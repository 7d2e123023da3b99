"""Turns what the coach and the session know into what the pages show, and wishes of the pages into acts."""
