"""What can go wrong, in words a person can act on, each with its exit code."""

from __future__ import annotations

from collections.abc import Sequence


class OutreachError(Exception):
    """Something the user can put right; the message is the sentence shown."""

    exit_code = 1


class UsageError(OutreachError):
    """The command was asked for something that does not exist or is ambiguous."""

    exit_code = 2


class SettingsError(OutreachError):
    """`outreach.toml` has faults; the message lists every one, with file, line and key.

    `faults` holds each by the place of its key, such as ("best", 0, "closeness"), and what is wrong with it.
    """

    def __init__(self, message: str, faults: Sequence[tuple[tuple[str | int, ...], str]] = ()) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


class NothingToReadError(OutreachError):
    """No connections of one's own could be read, so there is nothing to plan from."""


class JournalError(OutreachError):
    """A decision cannot be recorded: not allowed after the last one, or the journal is damaged."""


class TemplateError(OutreachError):
    """A note or page template is refused; the message names file, line and what to change."""
