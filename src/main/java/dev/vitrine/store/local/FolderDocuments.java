package dev.vitrine.store.local;

import dev.vitrine.files.AtomicFile;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;

/// Small files that several write: each only if it still is what was read, which is looked for while a lock keeps the
/// others off.
final class FolderDocuments {
    private FolderDocuments() {}

    static String version(byte[] content) {
        return HexFormat.of().formatHex(Sha256.of(content));
    }

    /// @param incoming where no listing shows the lock
    static void replace(ObjectKey key, Path target, byte[] content, String version, Path incoming) throws IOException {
        AtomicFile.exclusively(incoming.resolve("documents"), () -> {
            requireVersion(key, versionOf(target), version);
            try (var file = WholeFile.ownerOnly(incoming)) {
                try (OutputStream out = file.appending()) {
                    out.write(content);
                }
                file.publishOver(target);
            }
            return version;
        });
    }

    static void delete(ObjectKey key, Path target, String version, Path incoming) throws IOException {
        AtomicFile.exclusively(incoming.resolve("documents"), () -> {
            String there = versionOf(target);
            if (!there.isEmpty()) {
                requireVersion(key, there, version);
                Files.delete(target);
            }
            return version;
        });
    }

    private static void requireVersion(ObjectKey key, String there, String version) {
        if (!there.equals(version)) {
            throw ImageException.Conflict.ofDocument(key.path(), null);
        }
    }

    private static String versionOf(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (InputStream there = Files.newInputStream(target, LinkOption.NOFOLLOW_LINKS)) {
            return version(there.readAllBytes());
        }
    }
}
