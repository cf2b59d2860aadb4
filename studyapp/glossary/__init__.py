"""术语表: what a group says that the words of its texts mean."""
