"""Literature packs: corpora that arrive inside packages or files, read into domain values."""
