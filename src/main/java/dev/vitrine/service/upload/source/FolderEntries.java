package dev.vitrine.service.upload.source;

import dev.vitrine.text.TitleKey;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// What is in a folder, as far as uploads care: hidden entries, the leftovers of file managers and sidecars, which are
/// read with their pictures, are passed over.
public final class FolderEntries {
    private static final Set<String> LITTER = Set.of(".ds_store", "thumbs.db", "desktop.ini", "__macosx");

    private FolderEntries() {}

    /// In the order of their names as people count: “IMG 2” before “IMG 10”.
    ///
    /// @param look is called with each entry; answers false to end early
    /// @return false when it was ended early
    /// @throws IOException when the folder cannot be read, or not to its end; what was read before was looked at
    public static boolean visit(Path folder, Predicate<Path> look) throws IOException {
        var entries = new ArrayList<Entry>();
        IOException broken = null;
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
            for (Path entry : listed) {
                if (!isPassedOver(entry)) {
                    entries.add(new Entry(entry, TitleKey.of(String.valueOf(entry.getFileName()))));
                }
            }
        } catch (DirectoryIteratorException e) {
            broken = e.getCause();
        }
        entries.sort(Comparator.comparing(Entry::key).thenComparing(Entry::path));
        for (Entry entry : entries) {
            if (!look.test(entry.path())) {
                return false;
            }
        }
        if (broken != null) {
            throw broken;
        }
        return true;
    }

    private record Entry(Path path, String key) {}

    static boolean isPassedOver(Path entry) throws IOException {
        return LITTER.contains(entry.getFileName().toString().toLowerCase(Locale.ROOT))
                || Files.isHidden(entry)
                || Sidecars.isNamedSo(entry) && !Files.isDirectory(entry);
    }
}
