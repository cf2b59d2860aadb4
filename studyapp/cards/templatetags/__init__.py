"""What templates of other rooms need of cards."""
