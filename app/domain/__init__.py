"""The words and the rules of the desk: pure values and functions, standard library only."""
