"""The event log: what happened, told within the act's transaction, and its streams to browsers."""
