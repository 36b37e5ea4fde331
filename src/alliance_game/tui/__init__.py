"""The game on a whole terminal screen: the same view, the same moves, painted."""
