package dev.vitrine.connection.keyring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// A program of a key ring that keeps secrets in files, and notes with what arguments it was called.
final class FakeProgram {
    private final Path folder;

    /// @param script may use `$folder`
    FakeProgram(Path folder, String name, String script) throws IOException {
        this.folder = folder;
        Path program = Files.writeString(program(name), """
                #!/bin/sh
                folder='%s'
                echo "$@" >> "$folder/arguments"
                if [ -f "$folder/locked" ]; then echo "it is locked" >&2; exit 1; fi
                %s""".formatted(folder, script));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    void lock() throws IOException {
        Files.writeString(folder.resolve("locked"), "");
    }

    String arguments() throws IOException {
        return Files.readString(folder.resolve("arguments"));
    }
}
