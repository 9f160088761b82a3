package dev.vitrine.image;

import java.time.LocalDateTime;
import java.util.Optional;

/// What the bytes of an image say. A row written by another program may know none of it: then texts are `""` and numbers 0.
///
/// @param contentType media type from the magic bytes, for example `image/jpeg`
/// @param sizeBytes length of the original
/// @param width pixels as shown, after EXIF orientation
/// @param height pixels as shown, after EXIF orientation
/// @param takenAt the camera's local time, without zone
/// @param originalName file name at upload, without folders
/// @param contentSha256 of the original, 64 lower-case hex digits
/// @param averageColor `#rrggbb`, to tint the place of a picture still coming
public record ImageFacts(
        String contentType,
        long sizeBytes,
        int width,
        int height,
        Optional<LocalDateTime> takenAt,
        String originalName,
        String contentSha256,
        String averageColor,
        boolean hasLocation,
        boolean animated) {

    public static final ImageFacts UNKNOWN =
            new ImageFacts("", 0, 0, 0, Optional.empty(), "", "", "", false, false);

    public Optional<ImageType> type() {
        return ImageType.ofContentType(contentType);
    }

    public ImageFacts withContentSha256(String changed) {
        return new ImageFacts(contentType, sizeBytes, width, height, takenAt, originalName, changed, averageColor, hasLocation, animated);
    }

    public ImageFacts withAverageColor(String changed) {
        return new ImageFacts(contentType, sizeBytes, width, height, takenAt, originalName, contentSha256, changed, hasLocation, animated);
    }
}
