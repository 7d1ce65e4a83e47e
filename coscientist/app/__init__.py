"""What the command line, the notebook and the server all call."""
