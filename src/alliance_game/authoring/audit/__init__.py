"""The audit: everything that can be said of content without playing it."""
