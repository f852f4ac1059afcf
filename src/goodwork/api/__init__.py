"""FastAPI routers, one action each."""
