package dev.vitrine.cli;

import dev.vitrine.image.ImageException;

/// How a command ends, for scripts: documented in every `--help` and in docs/command-line.md, so a number never
/// changes its meaning.
enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    INVALID(3),
    NOT_FOUND(4),
    CONFLICT(5),
    DENIED(6),
    THROTTLED(7),
    UNREACHABLE(8),
    /// The doctor found something.
    FINDINGS(9),
    /// As shells write it for Ctrl+C.
    CANCELLED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// What it means, for people.
    String meaning() {
        return CommandTexts.of("exit." + CommandTexts.name(this));
    }

    static ExitCode of(ImageException failure) {
        return switch (failure) {
            case ImageException.Invalid _ -> INVALID;
            case ImageException.NotFound _ -> NOT_FOUND;
            case ImageException.Conflict _ -> CONFLICT;
            case ImageException.Denied _ -> DENIED;
            case ImageException.Throttled _ -> THROTTLED;
            case ImageException.Unreachable _ -> UNREACHABLE;
            case ImageException.Cancelled _ -> CANCELLED;
            case ImageException.Failed _ -> FAILED;
        };
    }
}
