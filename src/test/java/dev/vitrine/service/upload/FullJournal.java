package dev.vitrine.service.upload;

import dev.vitrine.catalog.FullDisk;

/// Lets the disk with the journal of a queue be full, as [FullDisk] does, until there is room again.
public final class FullJournal {
    private FullJournal() {}

    public static void begin(UploadQueue queue) {
        FullDisk.begin(queue.journalFile.database());
    }

    public static void end(UploadQueue queue) {
        FullDisk.end(queue.journalFile.database());
    }
}
