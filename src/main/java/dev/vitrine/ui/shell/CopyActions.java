package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import java.nio.file.Path;
import java.util.List;

/// Puts images on the clipboard: their files, their pixels or where they are.
final class CopyActions {
    private static final int MAX_EDGE = 4096;

    private final LibrarySession session;
    private final PictureClipboard clipboard;

    CopyActions(LibrarySession session, PictureClipboard clipboard) {
        this.session = session;
        this.clipboard = clipboard;
    }

    /// The pixels, upright and at most 4096 on the longest side, for pasting into a document.
    void copyPicture(ImageRecord image) {
        session.background()
                .run(
                        () -> session.library()
                                .pictures()
                                .read(session.library().images().original(image), MAX_EDGE),
                        picture -> {
                            clipboard.putPicture(picture);
                            session.toasts().show(Messages.text("actions.copied.picture"));
                        },
                        session.toasts()::failure);
    }

    void copyFiles(List<ImageRecord> chosen) {
        session.background()
                .run(
                        () -> session.exportedCopies().copiesOf(chosen),
                        files -> {
                            clipboard.putFiles(files);
                            session.toasts().show(Messages.text("actions.copied.files", files.size()));
                        },
                        session.toasts()::failure);
    }

    /// Where the originals are: paths in a local library.
    void copyPaths(List<ImageRecord> chosen) {
        clipboard.putText(String.join("\n", chosen.stream().map(this::placeOf).toList()));
        session.toasts().show(Messages.text("actions.copied.paths", chosen.size()));
    }

    private String placeOf(ImageRecord image) {
        return session.library().images().original(image) instanceof ImageSource.FileSource(String _, Path file)
                ? file.toString()
                : image.readKey().path();
    }
}
