package dev.vitrine.catalog.index;

import org.jspecify.annotations.Nullable;

/// A row set of a snapshot is not what was written, though its part is unharmed: nothing that came of this snapshot is
/// to be used any more.
public final class DamagedSetException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DamagedSetException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
