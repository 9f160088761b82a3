package dev.vitrine.picture.input;

import java.io.IOException;

/// A file breaks the rules of its format; the message completes “… is damaged: ”.
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
