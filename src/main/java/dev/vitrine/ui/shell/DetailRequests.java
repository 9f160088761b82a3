package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.detail.DetailActions;
import java.util.List;
import java.util.function.Consumer;

/// Does what the detail pane's buttons ask for.
///
/// @param opening looks at one image
record DetailRequests(ImageActions actions, Consumer<ImageRecord> opening) implements DetailActions {
    @Override
    public void open(ImageRecord image) {
        opening.accept(image);
    }

    @Override
    public void download(List<ImageRecord> images) {
        actions.download(idsOf(images));
    }

    @Override
    public void copy(List<ImageRecord> images) {
        actions.copyFiles(idsOf(images));
    }

    @Override
    public void delete(List<ImageRecord> images) {
        actions.trash(idsOf(images));
    }

    @Override
    public void restore(List<ImageRecord> images) {
        actions.restore(idsOf(images));
    }

    @Override
    public void deletePermanently(List<ImageRecord> images) {
        actions.deletePermanently(idsOf(images));
    }

    private static List<String> idsOf(List<ImageRecord> images) {
        return images.stream().map(ImageRecord::imageId).toList();
    }
}
