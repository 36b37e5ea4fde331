"""The game in words: entries, changes, cards, moves, reasons for numbers, how things stand. Nothing here prints.

Everything is made from definitions and rules; no name of any game stands here.
"""
