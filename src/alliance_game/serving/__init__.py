"""The program in browsers: a page to join by, a process for each browser, and nothing asked from elsewhere."""
