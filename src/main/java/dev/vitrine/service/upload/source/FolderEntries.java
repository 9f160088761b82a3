package dev.vitrine.service.upload.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// What is in a folder, as far as uploads care: hidden entries and the leftovers of file managers are passed over.
public final class FolderEntries {
    private static final Set<String> LITTER = Set.of(".ds_store", "thumbs.db", "desktop.ini", "__macosx");

    private FolderEntries() {}

    /// @param look is called with each entry; answers false to end early
    /// @return false when it was ended early
    /// @throws IOException when the folder cannot be read, or not to its end
    public static boolean visit(Path folder, Predicate<Path> look) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!isPassedOver(entry) && !look.test(entry)) {
                    return false;
                }
            }
            return true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isPassedOver(Path entry) throws IOException {
        return LITTER.contains(entry.getFileName().toString().toLowerCase(Locale.ROOT)) || Files.isHidden(entry);
    }
}
