package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.ui.actions.Problems;
import dev.vitrine.ui.support.Toasts;
import javafx.beans.value.ObservableValue;

/// The window's notices for as long as one library is shown: what it answers afterwards would come up in the next one,
/// with an Undo that changes what nobody sees. Failures are listed still.
final class SessionToasts implements Toasts, AutoCloseable {
    private final Toasts window;
    private final Problems problems;
    private boolean isClosed;

    SessionToasts(Toasts window, Problems problems) {
        this.window = window;
        this.problems = problems;
    }

    @Override
    public void show(String text) {
        if (!isClosed) {
            window.show(text);
        }
    }

    @Override
    public void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct) {
        if (!isClosed) {
            window.show(text, actionLabel, action, canAct);
        }
    }

    @Override
    public void failure(String text, ImageException failure, ObservableValue<Boolean> stands) {
        if (isClosed) {
            problems.add(text, failure);
        } else {
            window.failure(text, failure, stands);
        }
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
