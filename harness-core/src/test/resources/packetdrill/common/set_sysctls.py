# Stands for the program of this name; the runner only reads the words behind it.
