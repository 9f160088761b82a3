package dev.vitrine.ui.detail;

import dev.vitrine.image.ImageRecord;
import java.util.List;

/// What the pane's buttons ask for; the shell does it.
public interface DetailActions {
    void open(ImageRecord image);

    void download(List<ImageRecord> images);

    void copy(List<ImageRecord> images);

    void delete(List<ImageRecord> images);

    void restore(List<ImageRecord> images);

    void deletePermanently(List<ImageRecord> images);
}
