package dev.vitrine.ui.support;

import java.util.ArrayList;
import java.util.List;

/// Remembers what was said.
public final class HeardToasts implements Toasts {
    public final List<String> told = new ArrayList<>();
    public final List<String> failures = new ArrayList<>();

    @Override
    public void show(String text) {
        told.add(text);
    }

    @Override
    public void show(String text, String actionLabel, Runnable action) {
        told.add(text);
    }

    @Override
    public void failure(String text) {
        failures.add(text);
    }
}
