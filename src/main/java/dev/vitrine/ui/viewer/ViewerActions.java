package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;

/// What the viewer asks for; the shell does it.
public interface ViewerActions {
    /// Back to the gallery, where this image should be selected and in sight.
    void back(String viewedImageId);

    void download(ImageRecord image);

    void share(ImageRecord image);

    void copy(ImageRecord image);

    /// @param stars 0 for none
    void rate(ImageRecord image, int stars);

    void favourite(ImageRecord image, boolean favourite);

    /// To the trash, or for good when `permanently`. Afterwards the shell gives the viewer the new result.
    void delete(ImageRecord image, boolean permanently);
}
