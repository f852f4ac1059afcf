"""What is signed: records of qualifications, and the keys of the installation that sign them."""
