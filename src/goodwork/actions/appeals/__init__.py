"""Appeals: opened, withdrawn, decided, and what an upheld one mends."""
