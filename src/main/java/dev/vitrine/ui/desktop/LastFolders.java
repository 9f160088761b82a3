package dev.vitrine.ui.desktop;

import dev.vitrine.ui.support.Dialogs.FilePurpose;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where the choosers of files begin: in the folder that was used last for the same purpose, else in the person's
/// folder for such things. Where something is to be saved, never in a folder that takes nothing.
record LastFolders(Settings settings, Path home) {
    /// What desktops of Linux call the folder of pictures, in the language of the person.
    private static final Pattern NAMED = Pattern.compile("(?m)^\\s*XDG_(\\w+)_DIR=\"\\$HOME/([^\"]*)\"");

    /// Empty when not even the home can be read: the system decides then.
    Optional<Path> of(FilePurpose purpose) {
        return Stream.of(settings.folder(key(purpose)), usual(purpose), Optional.of(home))
                .flatMap(Optional::stream)
                .filter(folder -> Files.isDirectory(folder) && (!saves(purpose) || Files.isWritable(folder)))
                .findFirst();
    }

    private static boolean saves(FilePurpose purpose) {
        return switch (purpose) {
            case DOWNLOAD, RECEIPT, COPY -> true;
            case UPLOAD, WATCH, LIBRARY, TABLE -> false;
        };
    }

    /// @param chosen a file in the folder, or the folder itself
    void remember(FilePurpose purpose, Path chosen) {
        Path folder = Files.isDirectory(chosen) ? chosen : chosen.getParent();
        if (folder != null) {
            settings.rememberFolder(key(purpose), folder);
        }
    }

    private Optional<Path> usual(FilePurpose purpose) {
        return switch (purpose) {
            case UPLOAD, WATCH, LIBRARY -> Optional.of(named("PICTURES", "Pictures"));
            case DOWNLOAD -> Optional.of(named("DOWNLOAD", "Downloads"));
            case RECEIPT, TABLE, COPY -> Optional.of(named("DOCUMENTS", "Documents"));
        };
    }

    private Path named(String name, String usual) {
        try {
            Matcher line = NAMED.matcher(
                    Files.readString(home.resolve(".config").resolve("user-dirs.dirs"), StandardCharsets.UTF_8));
            while (line.find()) {
                if (line.group(1).equals(name)) {
                    return home.resolve(line.group(2));
                }
            }
        } catch (IOException | InvalidPathException _) { // other systems have none
            return home.resolve(usual);
        }
        return home.resolve(usual);
    }

    private static String key(FilePurpose purpose) {
        return "folder." + purpose.name().toLowerCase(Locale.ROOT);
    }
}
