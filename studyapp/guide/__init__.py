"""Where a group and each of its members stand, and what comes next."""
