"""From a file or pasted words to a published article: readers, outline, drafts and the structure desk."""
