package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
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
import java.util.function.Consumer;

/// What one does with images, wherever it was asked for: menu, key or button. Everything that can be undone is done at once and offers Undo;
/// only deleting for good, and very many at once, asks first.
final class ImageActions {
    private static final int COPIED_EDGE = 4096;

    private final ImageService images;
    private final PictureReader pictures;
    private final ExportedCopies exportedCopies;
    private final Background background;
    private final ImageContext imageContext;

    /// Where actions ask and answer.
    record ImageContext(Toasts toasts, PictureClipboard clipboard, TrashActions trash, DownloadFlow downloadFlow, ShareFlow shareFlow) {
    }

    ImageActions(ImageService images, PictureReader pictures, ExportedCopies exportedCopies, Background background, ImageContext imageContext) {
        this.images = images;
        this.pictures = pictures;
        this.exportedCopies = exportedCopies;
        this.background = background;
        this.imageContext = imageContext;
    }

    void trash(List<String> ids) {
        imageContext.trash().trash(ids);
    }

    void restore(List<String> ids) {
        imageContext.trash().restore(ids);
    }

    void deletePermanently(List<String> ids) {
        imageContext.trash().deletePermanently(ids);
    }

    void download(List<String> ids) {
        withImages(ids, imageContext.downloadFlow()::download);
    }

    /// Links, or copies where there are none.
    void share(List<String> ids) {
        withImages(ids, imageContext.shareFlow()::share);
    }

    /// False in a local library, where images have paths instead.
    boolean hasAddresses() {
        return imageContext.shareFlow().hasAddresses();
    }

    void copyAddresses(List<String> ids) {
        withImages(ids, imageContext.shareFlow()::copyAddresses);
    }

    void copyCommands(List<String> ids) {
        withImages(ids, imageContext.shareFlow()::copyCommands);
    }

    /// The pixels, upright and at most 4096 on the longest side, for pasting into a document.
    void copyPicture(List<String> ids) {
        withImages(ids, chosen -> chosen.stream().findFirst().ifPresent(image ->
                background.run(() -> pictures.read(images.original(image), COPIED_EDGE), picture -> {
                    imageContext.clipboard().putPicture(picture);
                    imageContext.toasts().show(Messages.text("actions.copied.picture"));
                }, this::fail)));
    }

    void copyFiles(List<String> ids) {
        withImages(ids, chosen -> background.run(() -> exportedCopies.copiesOf(chosen), files -> {
            imageContext.clipboard().putFiles(files);
            imageContext.toasts().show(Messages.text("actions.copied.files", files.size()));
        }, this::fail));
    }

    /// Where the originals are: paths in a local library.
    void copyPaths(List<String> ids) {
        withImages(ids, chosen -> {
            imageContext.clipboard().putText(String.join("\n", chosen.stream().map(this::placeOf).toList()));
            imageContext.toasts().show(Messages.text("actions.copied.paths", chosen.size()));
        });
    }

    private String placeOf(ImageRecord image) {
        return images.original(image) instanceof ImageSource.FileSource(String _, Path file) ? file.toString() : image.key().path();
    }

    private void withImages(List<String> ids, Consumer<List<ImageRecord>> then) {
        if (!ids.isEmpty()) {
            background.run(() -> images.findAll(ids), then, this::fail);
        }
    }

    private void fail(ImageException failure) {
        imageContext.toasts().failure(failure);
    }
}
