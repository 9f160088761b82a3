package dev.vitrine.cli;

import dev.vitrine.connection.Library;

/// A command's open library. It closes in peace even when Ctrl+C ended the work: what was under way is put back, not
/// torn off.
record CommandLibrary(Library library) implements AutoCloseable {
    @Override
    public void close() {
        Thread.interrupted();
        library.close();
    }
}
