package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.Downloads;
import dev.vitrine.service.ImageService;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Failures;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.PictureClipboard;
import dev.vitrine.ui.support.Toasts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// What one does with images, wherever it was asked for: menu, key or button. Everything that can be undone is done at once and offers Undo;
/// only deleting for good, and very many at once, asks first.
final class ImageActions {
    private static final int COPIED_EDGE = 4096;

    private final ImageService images;
    private final Downloads downloads;
    private final PictureReader pictures;
    private final Handout handout;
    private final Background background;
    private final Desk desk;

    /// Where actions ask and answer.
    record Desk(Dialogs dialogs, Toasts toasts, PictureClipboard clipboard, TrashActs trash) {
    }

    ImageActions(ImageService images, Downloads downloads, PictureReader pictures, Handout handout, Background background, Desk desk) {
        this.images = images;
        this.downloads = downloads;
        this.pictures = pictures;
        this.handout = handout;
        this.background = background;
        this.desk = desk;
    }

    void trash(List<String> ids) {
        desk.trash().trash(ids);
    }

    void restore(List<String> ids) {
        desk.trash().restore(ids);
    }

    void deletePermanently(List<String> ids) {
        desk.trash().deletePermanently(ids);
    }

    /// One image: where to, and under which name; many: into which folder.
    void download(List<String> ids) {
        withImages(ids, chosen -> {
            if (chosen.size() == 1) {
                downloadOne(chosen.getFirst());
            } else if (!chosen.isEmpty()) {
                downloadMany(chosen);
            }
        });
    }

    private void downloadOne(ImageRecord image) {
        Optional<Path> target = desk.dialogs().chooseSaveFile(Messages.text("actions.download.one"), Downloads.safeName(image));
        // The save dialog has asked already whether to replace a file that exists.
        target.ifPresent(file -> background.run(() -> downloads.saveOver(image, file, _ -> { }),
                saved -> desk.toasts().show(Messages.text("actions.download.saved", saved.getFileName().toString())), this::fail));
    }

    private void downloadMany(List<ImageRecord> chosen) {
        desk.dialogs().chooseFolder(Messages.text("actions.download.many", chosen.size())).ifPresent(folder ->
                run(() -> downloads.saveAllInto(chosen, folder, _ -> { }),
                        Messages.text("actions.download.savedMany", chosen.size(), folder.toString())));
    }

    /// The pixels, upright and at most 4096 on the longest side, for pasting into a document.
    void copyPicture(List<String> ids) {
        withImages(ids, chosen -> chosen.stream().findFirst().ifPresent(image ->
                background.run(() -> pictures.read(images.original(image), COPIED_EDGE), picture -> {
                    desk.clipboard().putPicture(picture);
                    desk.toasts().show(Messages.text("actions.copied.picture"));
                }, this::fail)));
    }

    void copyFiles(List<String> ids) {
        withImages(ids, chosen -> background.run(() -> handout.copiesOf(chosen), files -> {
            desk.clipboard().putFiles(files);
            desk.toasts().show(Messages.text("actions.copied.files", files.size()));
        }, this::fail));
    }

    /// Where the originals are: paths in a local library.
    void copyPaths(List<String> ids) {
        withImages(ids, chosen -> {
            desk.clipboard().putText(String.join("\n", chosen.stream().map(this::placeOf).toList()));
            desk.toasts().show(Messages.text("actions.copied.paths", chosen.size()));
        });
    }

    private String placeOf(ImageRecord image) {
        return images.original(image) instanceof ImageSource.FileSource(Path file) ? file.toString() : image.key().path();
    }

    private void withImages(List<String> ids, Consumer<List<ImageRecord>> then) {
        if (!ids.isEmpty()) {
            background.run(() -> images.findAll(ids), then, this::fail);
        }
    }

    private void run(Callable<BulkOutcome> work, String success) {
        background.run(work, outcome -> {
            if (outcome.isComplete()) {
                desk.toasts().show(success);
            }
            tellFailures(outcome);
        }, this::fail);
    }

    private void tellFailures(BulkOutcome outcome) {
        if (!outcome.isComplete()) {
            ImageException first = outcome.failed().values().iterator().next();
            desk.toasts().failure(Messages.text("actions.failedSome", outcome.failed().size(), Failures.text(first)), first);
        }
    }

    private void fail(ImageException failure) {
        desk.toasts().failure(failure);
    }
}
