package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/// Remembers what was said.
public final class HeardToasts implements Toasts {
    public final List<String> reported = new ArrayList<>();
    public final List<String> failures = new ArrayList<>();
    /// Whether the notice of the last failure stays.
    public ObservableValue<Boolean> stands = new SimpleBooleanProperty();
    /// What the last one that offers something does.
    public Runnable offered = () -> {};

    @Override
    public void show(String text) {
        reported.add(text);
    }

    @Override
    public void show(String text, String actionLabel, Runnable action, ObservableValue<Boolean> canAct) {
        reported.add(text);
        offered = action;
    }

    @Override
    public void failure(String text, ImageException failure, ObservableValue<Boolean> stands) {
        failures.add(text);
        this.stands = stands;
    }
}
