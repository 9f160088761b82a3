package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import java.nio.file.Path;
import java.util.List;

/// Puts images on the clipboard: their files, their pixels or where they are.
record CopyActions(LibrarySession session, PictureClipboard clipboard) {
    private static final int MAX_EDGE = 4096;

    /// The pixels, upright and at most 4096 on the longest side, for pasting into a document.
    void copyPicture(ImageRecord image) {
        session.run(
                () -> session.library()
                        .pictures()
                        .read(session.library().images().original(image), MAX_EDGE)
                        .turned(image.facts().orientationFix()),
                picture -> {
                    clipboard.putPicture(picture);
                    session.toasts().show(Messages.text("actions.copied.picture"));
                });
    }

    void copyFiles(List<String> ids) {
        String label = Messages.text("actions.copy.label", ids.size());
        if (session.confirmation().agreedToCopy(ids.size(), label)) {
            session.runJob(
                    label,
                    progress -> session.exportedCopies()
                            .copiesOf(session.library().images().findAll(ids), progress),
                    copies -> copies.ifPresent(this::putFiles));
        }
    }

    private void putFiles(List<Path> files) {
        clipboard.putFiles(files);
        session.toasts().show(Messages.text("actions.copied.files", files.size()));
    }

    /// Where the originals are: paths in a local library and of what is kept offline, else keys in the bucket.
    void copyPaths(List<String> ids) {
        session.run(
                () -> session.library().images().findAll(ids).stream()
                        .map(this::placeOf)
                        .toList(),
                places -> {
                    clipboard.putText(String.join("\n", places));
                    session.toasts().show(Messages.text("actions.copied.paths", places.size()));
                });
    }

    private String placeOf(ImageRecord image) {
        return session.library()
                .images()
                .file(image)
                .map(Path::toString)
                .orElse(image.readKey().path());
    }
}
