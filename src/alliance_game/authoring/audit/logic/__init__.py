"""Logic: what conditions can never be, what can never be chosen, and what never ends."""
