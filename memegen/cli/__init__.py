"""The commands of the terminal. Nothing heavy is imported before a command needs it."""
