"""What the command line can do: a module for each part of the product, a function a command.

A command reads its words, asks the model and prints a sentence, or JSON for a script. It holds
no arithmetic of its own.
"""
