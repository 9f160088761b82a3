package dev.vitrine.ui.detail;

import dev.vitrine.ui.support.Toasts;
import java.util.ArrayList;
import java.util.List;

/// Remembers what was said.
final class HeardToasts implements Toasts {
    final List<String> failures = new ArrayList<>();

    @Override
    public void show(String text) {
    }

    @Override
    public void show(String text, String actionLabel, Runnable action) {
    }

    @Override
    public void failure(String text) {
        failures.add(text);
    }
}
