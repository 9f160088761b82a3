package dev.vitrine.ui.upload;

import dev.vitrine.service.upload.item.UploadItem;

/// One line of the upload list.
sealed interface UploadRow {
    /// Stands above the lines of a group.
    record Heading(UploadGroup group) implements UploadRow {}

    record Line(UploadItem item) implements UploadRow {}

    /// Being read from the journal.
    record Coming() implements UploadRow {}
}
