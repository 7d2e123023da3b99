"""What is seen: each page takes and shows values and emits wishes; none knows another."""
