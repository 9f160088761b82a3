package dev.vitrine.ui.support;

import dev.vitrine.picture.pixels.Picture;
import java.nio.file.Path;
import java.util.List;

/// Where copied things go. View models write through this, so that tests can look.
public interface PictureClipboard {
    void putFiles(List<Path> files);

    void putPicture(Picture picture);

    void putText(String text);
}
