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
    public void download(List<String> imageIds) {
        actions.download(imageIds);
    }

    @Override
    public void share(List<String> imageIds) {
        actions.share(imageIds);
    }

    @Override
    public void copy(List<String> imageIds) {
        actions.copyFiles(imageIds);
    }

    @Override
    public void delete(List<String> imageIds) {
        actions.trash(imageIds);
    }

    @Override
    public void restore(List<String> imageIds) {
        actions.restore(imageIds);
    }

    @Override
    public void deletePermanently(List<String> imageIds) {
        actions.deletePermanently(imageIds);
    }
}
