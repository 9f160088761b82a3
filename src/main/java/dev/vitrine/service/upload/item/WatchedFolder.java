package dev.vitrine.service.upload.item;

import java.nio.file.Path;

/// A folder whose new images upload by themselves.
///
/// @param form whose they become and how they are tagged; duplicates are always skipped
/// @param subfolders whether the folders in it count too
public record WatchedFolder(long id, Path folder, UploadForm form, boolean subfolders, boolean paused) {
    /// What is to be watched.
    ///
    /// @param existing whether the images that are in it now are uploaded too
    public record WatchRequest(Path folder, UploadForm form, boolean subfolders, boolean existing) {}

    public enum WatchState {
        /// Not looked at yet.
        OPENING,
        WATCHING,
        PAUSED,
        /// Not there: a drive that is not connected, or a folder that was moved. It goes on when it is back.
        AWAY,
        /// There, but not readable.
        UNREADABLE
    }

    /// How a folder does.
    ///
    /// @param found images of it that were put into the queue
    /// @param settling files that have to stop changing before they are uploaded
    /// @param problem why it cannot be read, in a sentence a person can act on; `""` when all is well
    public record Status(WatchedFolder folder, WatchState state, long found, int settling, String problem) {}
}
