package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/// Short notices over the window that go away by themselves. Never the only place where an error is shown: the window's
/// toasts put every failure into [Problems] as well.
public interface Toasts {
    void show(String text);

    /// With one thing to do about it, for example Undo.
    default void show(String text, String actionLabel, Runnable action) {
        show(text, actionLabel, action, new SimpleBooleanProperty(true));
    }

    /// @param canAct the notice goes when its action can be taken no more
    void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct);

    /// Stays until dismissed, with the code of the failure.
    ///
    /// @param text says more than the failure, for example how many images it hit
    default void failure(String text, ImageException failure) {
        failure(text, failure, new SimpleBooleanProperty(true));
    }

    /// @param stands the notice goes when somebody has dealt with what it tells
    void failure(String text, ImageException failure, ObservableValue<Boolean> stands);

    default void failure(ImageException failure) {
        failure(FailureText.text(failure), failure);
    }
}
