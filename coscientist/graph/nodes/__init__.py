"""The nodes: thin steps that read ids, call one agent, and write to the store."""
