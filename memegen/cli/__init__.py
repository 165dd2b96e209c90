"""The command line: commands, options and what the terminal shows. Here are the exit codes of the contract."""

# Some rows failed, or `check` found an error; the rest was rendered.
SOME_FAILED = 1
# The command, a template, a brand or the input cannot be used; nothing was rendered.
UNUSABLE = 2
# 128 + SIGINT and 128 + SIGPIPE, as shells report a process that a signal ended.
INTERRUPTED = 130
PIPE_CLOSED = 141
