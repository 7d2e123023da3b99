"""What a benchmark starts as a process of its own, and which therefore imports nothing of the benchmark."""
