package dev.vitrine.service.upload.item;

import java.nio.file.Path;

/// An item that this queue, and no other process, works on.
///
/// @param imageId chosen when the item was journalled, the same at every try
/// @param tried true when an earlier try may have sent bytes or even stored the row
public record ClaimedItem(
        long itemId,
        long batchId,
        UploadForm form,
        Path file,
        String name,
        long sizeBytes,
        String imageId,
        boolean tried) {}
