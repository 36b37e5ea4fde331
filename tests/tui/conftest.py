"""What holds for every test of the screens."""

import gc

# A screen makes very many small things that do not last; looking for rubbish less often saves a tenth of the time.
gc.set_threshold(20_000, 20, 20)
