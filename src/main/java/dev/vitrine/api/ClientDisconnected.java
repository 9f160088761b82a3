package dev.vitrine.api;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The client disconnected, or was too slow and was cut off: there is no one left to answer.
final class ClientDisconnected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientDisconnected(String message, @Nullable IOException cause) {
        super(message, cause);
    }
}
