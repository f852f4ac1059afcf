"""Reviews: a person's word on an item, and the list of those that are worth a look."""
