"""The small expression language: parse, understand, print, evaluate."""
