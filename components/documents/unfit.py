"""A file that is not taken."""


class Unfit(Exception):
    """Refused; the message is the sentence for its owner."""
