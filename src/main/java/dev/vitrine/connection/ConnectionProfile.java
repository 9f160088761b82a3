package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.AwsSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a library is and how to reach it. Holds no secrets.
public sealed interface ConnectionProfile {
    /// A library in a folder on this machine: bytes as files, rows in SQLite.
    record Local(Path folder) implements ConnectionProfile {
        public Local {
            folder = folder.toAbsolutePath().normalize();
        }
    }

    /// A library in S3 and DynamoDB: on AWS itself, or wherever the settings name an endpoint (LocalStack, MinIO,
    /// …).
    record Cloud(AwsSettings settings) implements ConnectionProfile {}

    /// A place that cannot be: the file with the saved connections, or the environment, was written by hand. It is
    /// shown with the reason, beside those that can be used, and opens nothing.
    ///
    /// @param bucket as it is written there
    record Unusable(String bucket, String reason) implements ConnectionProfile {}

    /// What to call this library: the name of its folder or bucket.
    default String name() {
        return switch (this) {
            case Local(Path folder) ->
                folder.getFileName() == null
                        ? folder.toString()
                        : folder.getFileName().toString();
            case Cloud(AwsSettings settings) -> settings.bucket();
            case Unusable unusable -> unusable.bucket();
        };
    }

    /// Tells the library from all others, the same at each start and for every language; for what is remembered
    /// about it.
    default String key() {
        return switch (this) {
            case Local(Path folder) -> LibraryFiles.name(folder.toString());
            case Cloud(AwsSettings settings) ->
                LibraryFiles.name(settings.place(), settings.bucket(), settings.table());
            case Unusable unusable -> LibraryFiles.name(unusable.bucket());
        };
    }

    /// A copy from one to the other would be a second row about the same bytes, which are gone for both when either
    /// is deleted for good.
    ///
    /// @throws ImageException.Invalid when both keep their bytes in the same bucket
    default void requireOtherBytes(ConnectionProfile other) {
        if (this instanceof Cloud(AwsSettings here)
                && other instanceof Cloud(AwsSettings there)
                && here.hasBucketOf(there)) {
            throw new ImageException.Invalid("Both libraries keep their images in the bucket " + quoted(here.bucket())
                    + ". Choose a library with a bucket of its own.");
        }
    }

    /// What the environment variables of the image storage service ask for; empty when there are none.
    static Optional<ConnectionProfile> ofEnvironment(Map<String, String> environment) {
        return AwsSettings.isIn(environment)
                ? Optional.of(new Cloud(AwsSettings.ofEnvironment(environment)))
                : Optional.empty();
    }

    /// The library that opens when nothing else was chosen.
    static ConnectionProfile standard(AppFolders folders) {
        return new Local(folders.data().resolve("library"));
    }
}
