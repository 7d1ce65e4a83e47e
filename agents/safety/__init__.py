"""The model's safety screen, after the deterministic one."""
