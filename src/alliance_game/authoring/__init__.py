"""The author's kit: what turns an idea into a card that was checked, tried, tested and measured."""
