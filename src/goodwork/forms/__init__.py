"""The questions of a project as one thing: reading them, their answers, and what files say to them."""
