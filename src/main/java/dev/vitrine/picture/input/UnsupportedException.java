package dev.vitrine.picture.input;

import java.io.IOException;

/// A file may be whole, but cannot be shown here. The message completes a sentence that begins with its name: “is …,
/// which needs …”.
public final class UnsupportedException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsupportedException(String message) {
        super(message);
    }
}
