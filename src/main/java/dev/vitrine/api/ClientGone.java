package dev.vitrine.api;

import java.io.IOException;

/// The client broke off, or was too slow and was cut off: nobody is left to answer.
final class ClientGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClientGone(String message, IOException cause) {
        super(message, cause);
    }
}
