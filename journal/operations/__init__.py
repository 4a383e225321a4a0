"""What keeps promises: the inbox, drafts, and the queue of pushes."""
