"""Quality measured: speed, accuracy, honesty, saving and copying, beside crowd-kit in an environment of its own."""
