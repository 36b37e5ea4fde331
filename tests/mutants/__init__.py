"""Do the tests notice faults? ``python -m tests.mutants`` makes small ones and runs the tests on each."""
