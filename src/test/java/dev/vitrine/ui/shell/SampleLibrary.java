package dev.vitrine.ui.shell;

import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.ConnectionProfile;
import dev.vitrine.connection.Library;
import dev.vitrine.connection.OpenOptions;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Fills a library with the pictures of a folder under a few users and tags, to look at the window with: `SampleLibrary
/// HOME FOLDER…`.
final class SampleLibrary {
    private static final List<String> USERS = List.of("alice", "bob", "carol", "alice");
    private static final List<String> TAGS = List.of("nature", "city", "macro", "travel", "portrait", "draft", "sea");

    private SampleLibrary() {}

    public static void main(String[] args) throws Exception {
        AppFolders folders = AppFolders.inOne(Path.of(args[0]));
        try (Library library =
                Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()))) {
            int at = 0;
            for (int i = 1; i < args.length; i++) {
                for (Path file : FolderContent.files(Path.of(args[i]))) {
                    at++;
                    upload(library, file, at);
                }
            }
        }
    }

    private static void upload(Library library, Path file, int at) {
        var tags =
                at % 5 == 0 ? List.<String>of() : List.of(TAGS.get(at % TAGS.size()), TAGS.get(at * 3 % TAGS.size()));
        try {
            library.images()
                    .upload(
                            new NewImage(
                                    USERS.get(at % USERS.size()),
                                    new Caption(title(file), "", tags),
                                    ImageSource.ofFile(file)),
                            _ -> {});
        } catch (ImageException e) {
            System.out.println(file.getFileName() + ": " + e.getMessage());
        }
    }

    /// Photographs are often called `collection__what_is_on_it.jpg`.
    private static String title(Path file) {
        String words = file.getFileName()
                .toString()
                .replaceFirst("\\.\\w+$", "")
                .replaceFirst("^.*__", "")
                .replaceFirst("_by_.*", "")
                .replace('_', ' ')
                .strip();
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
