"""The teacher's kit: what a class takes away from a game."""
