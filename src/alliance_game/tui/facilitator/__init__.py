"""The facilitator's console: behind a PIN of its own, what somebody who leads a class can do to a game."""
