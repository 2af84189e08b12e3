"""The office's memory: one module per thing that is kept.

Functions take a `Transaction`, say what they change, and write it down. They raise the domain errors of
server/problem.py, naming the field; a transaction that raises leaves nothing behind.
"""
