"""Every error that mtqa raises on purpose. Each one is shown to the user: message says what, hint says what to do."""


class MtqaError(Exception):
    """An expected failure, shown as two lines: `error: message` and `hint: hint`.

    `exit_code` is the process's status when the error reaches the command line: 2 no verdict, 3 model or internal.
    """

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(MtqaError):
    """A document cannot be read, decoded or parsed; names the file and, where there is one, the line."""


class OutputError(MtqaError):
    """A result cannot be written; nothing is left half written."""


class ConfigError(MtqaError):
    """An option or a configuration value is wrong; names the key and the nearest right one."""


class ModelError(MtqaError):
    """A model is missing, is not the one that was pinned, or cannot be loaded."""

    exit_code = 3


class WorkerError(MtqaError):
    """A process or a machine that had part of the work is gone."""

    exit_code = 3
