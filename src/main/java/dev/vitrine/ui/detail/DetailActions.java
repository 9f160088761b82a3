package dev.vitrine.ui.detail;

import dev.vitrine.image.ImageRecord;
import java.util.List;

/// What the pane's buttons ask for; the shell does it.
public interface DetailActions {
    void open(ImageRecord image);

    void download(List<String> imageIds);

    void share(List<String> imageIds);

    void copy(List<String> imageIds);

    void delete(List<String> imageIds);

    void restore(List<String> imageIds);

    void deletePermanently(List<String> imageIds);
}
