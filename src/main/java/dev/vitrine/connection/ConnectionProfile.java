package dev.vitrine.connection;

import java.nio.file.Path;

/// Where a library is and how to reach it. Holds no secrets.
public sealed interface ConnectionProfile {
    /// A library in a folder on this machine: bytes as files, rows in SQLite.
    record Local(Path folder) implements ConnectionProfile {
        public Local {
            folder = folder.toAbsolutePath().normalize();
        }
    }

    /// The library that opens when nothing else was chosen.
    static ConnectionProfile standard(AppFolders folders) {
        return new Local(folders.data().resolve("library"));
    }
}
