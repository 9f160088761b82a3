package dev.vitrine.connection;

import dev.vitrine.store.AwsSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// Where this machine keeps what belongs to one library and lies outside of it. The same library has the same name at
/// each start, and two libraries never share one.
record LibraryFiles(AppFolders folders, String name) {
    /// @param place what tells the library from all others
    static LibraryFiles of(AppFolders folders, String... place) {
        return new LibraryFiles(folders, name(place));
    }

    static String name(String... place) {
        byte[] bytes = String.join("\n", place).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(bytes).toString();
    }

    static LibraryFiles of(AppFolders folders, AwsSettings settings) {
        return of(
                folders,
                settings.place(),
                settings.tablePlace(),
                settings.region(),
                settings.awsProfile(),
                settings.bucket(),
                settings.table(),
                settings.trashTable());
    }

    /// Once a name had only these in it, and two libraries could share one.
    static LibraryFiles ofFormer(AppFolders folders, AwsSettings settings) {
        return of(folders, settings.place(), settings.bucket(), settings.table());
    }

    Path journal() {
        return folders.data().resolve("uploads").resolve(name + ".sqlite");
    }

    /// Where is written down what is moved from one user of a cloud library to another.
    Path moves() {
        return folders.data().resolve("moves").resolve(name);
    }

    /// Which originals say nothing of a camera.
    Path silent() {
        return folders.data().resolve("silent").resolve(name);
    }

    /// What the index of a local library begins with.
    Path snapshot() {
        return folders.cache().resolve("index").resolve(name + ".snapshot");
    }

    /// The folder of the mirror of a cloud library.
    Path mirror() {
        return folders.cache().resolve("mirror").resolve(name);
    }

    /// Files on their way to whom they are shared with, of all libraries.
    Path share() {
        return folders.cache().resolve("share");
    }
}
