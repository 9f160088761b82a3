package dev.vitrine.connection;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.Resources;
import dev.vitrine.store.Rights;
import dev.vitrine.store.Rights.Right;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// Where this machine keeps the lists of uploads. Without them nothing is uploaded or moved, for it would not go on
/// after a crash; looking needs none.
///
/// @param journals the folder of the lists
record UploadNotes(AppFolders folders, Path journals) {
    private static final System.Logger LOG = System.getLogger(UploadNotes.class.getName());

    static UploadNotes in(AppFolders folders) {
        return new UploadNotes(folders, folders.data().resolve("uploads"));
    }

    /// The list of a library; an empty one for this run where none may be written.
    ///
    /// @param rights learn when nothing can be uploaded
    Supplier<Path> journal(Supplier<Path> usual, Rights rights, Resources resources) {
        try {
            OwnerOnly.createFolders(journals);
            if (Files.isWritable(journals)) {
                return usual;
            }
            throw new AccessDeniedException(journals.toString());
        } catch (IOException e) {
            LOG.log(Level.INFO, "There is no list of uploads in " + journals, e);
            if (!rights.refused().containsKey(Right.NOTE_WORK)) { // nothing may be changed at all
                rights.remember(Map.of(Right.NOTE_WORK, refusal().getMessage()));
            }
            return () -> resources
                    .add(ScratchFolder.in(folders.cache().resolve("read-only")))
                    .folder()
                    .resolve("uploads.sqlite");
        }
    }

    private ImageException refusal() {
        return new ImageException.Denied(
                "Nothing can be uploaded or moved: " + quoted(journals)
                        + ", where it is noted down what is under way, cannot be written to. "
                        + "Check its permissions and that its disk is not read-only.",
                null);
    }
}
