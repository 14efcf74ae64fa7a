"""What travels between systems: ``content`` strings, signed packages, and the records inside them."""
