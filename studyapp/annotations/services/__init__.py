"""Acts on notes. Each keeps what follows from it, the heat and the log of events, in the same transaction."""
