package dev.vitrine.ui.support;

/// Short notices over the window that go away by themselves. Never the only place where an error is told.
public interface Toasts {
    void show(String text);

    /// With one thing to do about it, for example Undo.
    void show(String text, String actionLabel, Runnable action);

    /// Stays until dismissed.
    void failure(String text);
}
