package dev.vitrine.image;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of file that are accepted as images. Camera raw files and PSD are shown through the picture that they carry inside.
public enum ImageType {
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    GIF("image/gif", "gif"),
    BMP("image/bmp", "bmp"),
    WEBP("image/webp", "webp"),
    TIFF("image/tiff", "tif"),
    AVIF("image/avif", "avif"),
    HEIC("image/heic", "heic"),
    PSD("image/vnd.adobe.photoshop", "psd"),
    DNG("image/x-adobe-dng", "dng"),
    NEF("image/x-nikon-nef", "nef"),
    CR2("image/x-canon-cr2", "cr2"),
    CR3("image/x-canon-cr3", "cr3"),
    ARW("image/x-sony-arw", "arw"),
    RAF("image/x-fuji-raf", "raf"),
    ORF("image/x-olympus-orf", "orf"),
    RW2("image/x-panasonic-rw2", "rw2"),
    PEF("image/x-pentax-pef", "pef");

    private final String contentType;
    private final String extension;

    ImageType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public static Optional<ImageType> ofContentType(String contentType) {
        return Arrays.stream(values()).filter(type -> type.contentType.equals(contentType)).findFirst();
    }

    /// Sensor readings of a camera, which every maker writes in another way.
    public boolean isRaw() {
        return compareTo(DNG) >= 0;
    }

    public String contentType() {
        return contentType;
    }

    /// Usual file name extension, without the dot.
    public String extension() {
        return extension;
    }
}
