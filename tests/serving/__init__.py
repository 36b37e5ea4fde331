"""The program in browsers."""
