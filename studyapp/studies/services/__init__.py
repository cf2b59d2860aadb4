"""Acts of studying an article together: each changes rows and tells who may know, in one transaction."""
