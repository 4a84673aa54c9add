"""Command line: a module for each part of the product, a function for each command.

A command reads its words, asks the model and prints a sentence, or JSON for a script. It holds
no arithmetic of its own.
"""
