package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was opened, to be closed in reverse order: all of it, even when closing one fails.
public final public class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /// @throws ImageException the first failure, with the others attached
    @Override
    public void close() {
        ImageException first = null;
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                if (first == null) {
                    first = e instanceof ImageException known
                            ? known
                            : new ImageException.Failed("The library did not close cleanly: " + e.getMessage(), e);
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
