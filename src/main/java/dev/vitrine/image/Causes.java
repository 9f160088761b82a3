package dev.vitrine.image;

import java.util.Optional;

/// What lies behind a failure.
public final class Causes {
    private Causes() {}

    /// The failure itself, or the first of this kind among its causes.
    public static <C extends Throwable> Optional<C> first(Throwable failure, Class<C> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return Optional.of(kind.cast(cause));
            }
        }
        return Optional.empty();
    }
}
