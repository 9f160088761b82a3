package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// What was opened, to be closed in reverse order: all of it, even when closing one fails. Safe for any thread.
public final class Resources implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /// @throws ImageException.Cancelled when all has been closed meanwhile; this is closed too then
    public <T extends AutoCloseable> T add(T resource) {
        synchronized (opened) {
            opened.push(resource);
            if (!closed) {
                return resource;
            }
        }
        close();
        throw new ImageException.Cancelled("The library has been closed.");
    }

    /// @throws ImageException the first failure, with the others attached
    @Override
    public void close() {
        ImageException first = null;
        for (AutoCloseable next = next(); next != null; next = next()) {
            try {
                next.close();
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

    private @Nullable AutoCloseable next() {
        synchronized (opened) {
            closed = true;
            return opened.poll();
        }
    }
}
