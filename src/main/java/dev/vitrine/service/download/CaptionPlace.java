package dev.vitrine.service.download;

/// Where copies say what the library says of their images: title, description, tags and stars. Originals never change.
public enum CaptionPlace {
    NOWHERE,
    /// In the files themselves; beside those that have no place for it.
    IN_FILES,
    /// In XMP files beside the copies, which stay what the originals are.
    SIDECARS;

    /// For who is asked only whether.
    public static CaptionPlace of(boolean isWritten) {
        return isWritten ? IN_FILES : NOWHERE;
    }
}
