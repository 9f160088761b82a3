package dev.vitrine.ui.shell;

/// There is no screen to open a window on.
public final class NoDisplay extends Exception {
    private static final long serialVersionUID = 1L;

    NoDisplay(String message, Throwable cause) {
        super(message, cause);
    }
}
