package dev.vitrine.ui.shell;

import org.jspecify.annotations.Nullable;

/// No window can be opened: there is no screen, or another window is there and does not answer. The message says what
/// to do.
public final class NoDisplay extends Exception {
    private static final long serialVersionUID = 1L;

    NoDisplay(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
