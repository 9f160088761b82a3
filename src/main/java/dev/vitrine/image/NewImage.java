package dev.vitrine.image;

import java.time.Instant;
import java.util.Optional;

/// A request to put an image into a library.
///
/// @param caption goes before what the file says of itself; without any title it gets the file name without its
///   extension
/// @param addedAt when it is said to be added: of images that arrive side by side, the order in which they were begun;
///   empty for the time when its row is made
/// @param known what goes before that which its bytes say: somebody found it elsewhere, or corrected it
public record NewImage(
        String userId,
        Caption caption,
        ImageSource source,
        Optional<Instant> addedAt,
        WrittenTexts written,
        ImageFacts known) {
    public NewImage {
        ObjectKey.checkedUserId(userId);
    }

    public NewImage(String userId, Caption caption, ImageSource source) {
        this(userId, caption, source, Optional.empty(), WrittenTexts.IN_FILE);
    }

    public NewImage(
            String userId, Caption caption, ImageSource source, Optional<Instant> addedAt, WrittenTexts written) {
        this(userId, caption, source, addedAt, written, ImageFacts.UNKNOWN);
    }

    /// Titles, tags and stars that other programs wrote.
    ///
    /// @param isTaken whether they come into the library
    /// @param sidecar an XMP file beside the image, which goes before what is in the image itself
    public record WrittenTexts(boolean isTaken, Optional<ImageSource> sidecar) {
        private static final WrittenTexts IN_FILE = new WrittenTexts(true, Optional.empty());
        public static final WrittenTexts LEFT = new WrittenTexts(false, Optional.empty());
    }
}
