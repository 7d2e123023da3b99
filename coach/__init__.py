"""What was said, how it is judged, what is kept: pure Python, one door to SQLite."""
