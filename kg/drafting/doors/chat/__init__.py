"""The door for any chat window: a prompt to copy, and answers to paste."""
