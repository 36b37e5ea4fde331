"""Beginning, finding and looking back at games."""
