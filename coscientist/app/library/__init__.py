"""What a run reads: corpora, papers that users hand in, what services had, and their citations."""
