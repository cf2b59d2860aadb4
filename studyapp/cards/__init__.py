"""遮词自测: cards with a hidden word, reviewed when they are due."""
