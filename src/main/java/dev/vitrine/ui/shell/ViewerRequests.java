package dev.vitrine.ui.shell;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.RatingActions;
import dev.vitrine.ui.viewer.ViewerActions;
import java.util.List;
import java.util.function.Consumer;

/// Does what the viewer asks for.
///
/// @param returning goes back to the gallery, to the image with this id
record ViewerRequests(ImageActions actions, RatingActions ratings, Consumer<String> returning) implements ViewerActions {
    @Override
    public void back(String viewedImageId) {
        returning.accept(viewedImageId);
    }

    @Override
    public void download(ImageRecord image) {
        actions.download(List.of(image.imageId()));
    }

    @Override
    public void share(ImageRecord image) {
        actions.share(List.of(image.imageId()));
    }

    @Override
    public void copy(ImageRecord image) {
        actions.copyPicture(List.of(image.imageId()));
    }

    @Override
    public void rate(ImageRecord image, int stars) {
        ratings.rate(List.of(image.imageId()), stars);
    }

    @Override
    public void favourite(ImageRecord image, boolean favourite) {
        ratings.favourite(List.of(image.imageId()), favourite);
    }

    @Override
    public void delete(ImageRecord image, boolean permanently) {
        if (permanently) {
            actions.deletePermanently(List.of(image.imageId()));
        } else {
            actions.trash(List.of(image.imageId()));
        }
    }
}
