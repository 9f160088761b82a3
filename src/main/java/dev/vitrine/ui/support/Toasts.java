package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;

/// Short notices over the window that go away by themselves. Never the only place where an error is shown: the window's
/// toasts put every failure into [Problems] as well.
public interface Toasts {
    void show(String text);

    /// With one thing to do about it, for example Undo.
    void show(String text, String actionLabel, Runnable action);

    /// Stays until dismissed, with the code of the failure.
    ///
    /// @param text says more than the failure, for example how many images it hit
    void failure(String text, ImageException failure);

    default void failure(ImageException failure) {
        failure(FailureText.text(failure), failure);
    }
}
