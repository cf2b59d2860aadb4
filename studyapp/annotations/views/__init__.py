"""What readers of notes ask for, a module a concept."""
