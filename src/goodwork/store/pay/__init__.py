"""The ledger of pay: rates of projects, postings to people, and what is owed to them."""
