package dev.vitrine.image;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of file that are accepted as images.
public enum ImageType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    BMP("image/bmp", "bmp"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    AVIF("image/avif", "avif"),
    HEIC("image/heic", "heic");

    private final String contentType;
    private final String extension;

    ImageType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public static Optional<ImageType> ofContentType(String contentType) {
        return Arrays.stream(values()).filter(type -> type.contentType.equals(contentType)).findFirst();
    }

    public String contentType() {
        return contentType;
    }

    /// Usual file name extension, without the dot.
    public String extension() {
        return extension;
    }
}
