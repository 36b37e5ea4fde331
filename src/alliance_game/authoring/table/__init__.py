"""One card on the table: previewed, tried, and why it does not come."""
