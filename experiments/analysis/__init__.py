"""Results judged by the rules that their brief froze."""
