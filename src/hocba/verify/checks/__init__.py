"""One check per file, in the order of EN 319 102-1 §5.2; each turns facts into findings and decides nothing."""
