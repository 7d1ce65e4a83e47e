"""A user's own literature: files and folders of them, read into sources and passages or reported one by one."""
