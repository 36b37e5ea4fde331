"""What a class sees besides the table: the public board, the clock, a team's notes, what happened so far."""
