"""The database as a whole: dumped from one snapshot, restored in one transaction, checked.

Everything here is synchronous and takes the administrator's address: it serves commands that do nothing else.
"""
