"""Who somebody is: the user, signing in, the account's pages."""
