package dev.vitrine.store.local;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.FolderMove;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/// What lies where bytes belong and is none: a folder or a link in their place, a file in the place of their folder, a
/// folder that leads out of the library.
record Obstacles(Path root, Path quarantine) {
    /// The first on the way to this place.
    Optional<Path> in(Path place) {
        Path each = root;
        for (Path name : root.relativize(place)) {
            each = each.resolve(name);
            if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            boolean fits =
                    each.equals(place) ? Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS) : isFolderInside(each);
            if (!fits) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private boolean isFolderInside(Path folder) {
        try {
            return Files.isDirectory(folder) && folder.toRealPath().startsWith(root);
        } catch (IOException _) {
            return false;
        }
    }

    /// Nothing in it is lost: it lies under the same name in the quarantine, or one beside that.
    ///
    /// @return where it is now
    Path moveAside(Path place) {
        Path obstacle = in(place)
                .orElseThrow(() -> new ImageException.NotFound("Nothing is in the way of " + quoted(place) + "."));
        String path = root.relativize(obstacle).toString();
        Path aside = quarantine.resolve(path);
        for (int number = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); number++) {
            aside = quarantine.resolve(path + "-" + number);
        }
        try {
            OwnerOnly.createFolders(Folders.of(aside));
            FolderMove.run(obstacle, aside);
            Folders.force(Folders.of(aside));
            return aside;
        } catch (IOException e) {
            throw FileFailures.writing(quarantine, e);
        }
    }
}
