"""Balance: hints that a card does nothing, too much, or the same as another. They are never errors."""
