"""One check per file, after EN 319 102-1 §5.2: each turns facts into findings and decides nothing."""
