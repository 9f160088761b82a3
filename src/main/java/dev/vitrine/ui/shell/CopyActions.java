package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.desktop.ExportedCopies;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.List;

/// Puts images on the clipboard: their files, their pixels or where they are.
final class CopyActions {
    private static final int MAX_EDGE = 4096;

    private final ImageService images;
    private final PictureReader pictures;
    private final ExportedCopies exportedCopies;
    private final Background background;
    private final CopyContext context;

    record CopyContext(PictureClipboard clipboard, Toasts toasts) {
    }

    CopyActions(ImageService images, PictureReader pictures, ExportedCopies exportedCopies, Background background, CopyContext context) {
        this.images = images;
        this.pictures = pictures;
        this.exportedCopies = exportedCopies;
        this.background = background;
        this.context = context;
    }

    /// The pixels, upright and at most 4096 on the longest side, for pasting into a document.
    void copyPicture(ImageRecord image) {
        background.run(() -> pictures.read(images.original(image), MAX_EDGE), picture -> {
            context.clipboard().putPicture(picture);
            context.toasts().show(Messages.text("actions.copied.picture"));
        }, context.toasts()::failure);
    }

    void copyFiles(List<ImageRecord> chosen) {
        background.run(() -> exportedCopies.copiesOf(chosen), files -> {
            context.clipboard().putFiles(files);
            context.toasts().show(Messages.text("actions.copied.files", files.size()));
        }, context.toasts()::failure);
    }

    /// Where the originals are: paths in a local library.
    void copyPaths(List<ImageRecord> chosen) {
        context.clipboard().putText(String.join("\n", chosen.stream().map(this::placeOf).toList()));
        context.toasts().show(Messages.text("actions.copied.paths", chosen.size()));
    }

    private String placeOf(ImageRecord image) {
        return images.original(image) instanceof ImageSource.FileSource(String _, Path file) ? file.toString() : image.key().path();
    }
}
