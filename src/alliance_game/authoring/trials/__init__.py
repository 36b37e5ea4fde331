"""Card tests: small games with an end that the author expects."""
