"""What keeps work healthy: the limits that people set for themselves."""
