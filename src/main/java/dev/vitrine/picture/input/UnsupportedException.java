package dev.vitrine.picture.input;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A file may be whole, but cannot be shown here. The message completes a sentence that begins with its name: “is …,
/// which needs …”.
public final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsupportedException(String message) {
        super(message);
    }

    /// @param kind what the file is, as a sentence: “it is a …”
    public static UnsupportedException here(String kind, @Nullable Throwable cause) {
        var exception = new UnsupportedException("cannot be shown here: " + kind + ".");
        exception.initCause(cause);
        return exception;
    }
}
