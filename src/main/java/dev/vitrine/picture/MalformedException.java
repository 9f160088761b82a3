package dev.vitrine.picture;

import java.io.IOException;

/// A file breaks the rules of its format; the message completes “… is damaged: ”.
final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
        super(message);
    }
}
