"""What the house knows of written Chinese: characters, numerals, sentences, words. Pure: no Django here."""
