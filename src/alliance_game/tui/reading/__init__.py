"""Pages to read and to look things up."""
