"""mtqa: rate a suspect translation against a trusted reference, sentence by sentence, and say what is garbled."""

__version__ = "0.1.0"
