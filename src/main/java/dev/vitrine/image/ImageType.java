package dev.vitrine.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The kinds of file that are accepted as images, and what they are called: by file names, by other programs and by
/// people.
///
/// Camera raw files and PSD are shown through the picture that they carry inside.
public enum ImageType {
    JPEG("JPEG", List.of("jpg", "jpeg", "jpe", "jfif"), List.of("image/jpeg")),
    PNG("PNG", List.of("png", "apng"), List.of("image/png", "image/apng")),
    GIF("GIF", List.of("gif"), List.of("image/gif")),
    BMP("BMP", List.of("bmp", "dib"), List.of("image/bmp")),
    WEBP("WebP", List.of("webp"), List.of("image/webp")),
    TIFF("TIFF", List.of("tif", "tiff"), List.of("image/tiff")),
    AVIF("AVIF", List.of("avif"), List.of("image/avif")),
    HEIC("HEIC", List.of("heic", "heif", "hif"), List.of("image/heic", "image/heif")),
    JXL("JPEG XL", List.of("jxl"), List.of("image/jxl")),
    PSD("PSD", List.of("psd", "psb"), List.of("image/vnd.adobe.photoshop")),
    DNG("DNG", List.of("dng"), List.of("image/x-adobe-dng")),
    NEF("NEF", List.of("nef", "nrw"), List.of("image/x-nikon-nef", "image/x-nikon-nrw")),
    CR2("CR2", List.of("cr2"), List.of("image/x-canon-cr2")),
    CR3("CR3", List.of("cr3"), List.of("image/x-canon-cr3")),
    ARW("ARW", List.of("arw", "sr2"), List.of("image/x-sony-arw", "image/x-sony-sr2")),
    RAF("RAF", List.of("raf"), List.of("image/x-fuji-raf")),
    ORF("ORF", List.of("orf"), List.of("image/x-olympus-orf")),
    RW2("RW2", List.of("rw2", "rwl"), List.of("image/x-panasonic-rw2")),
    PEF("PEF", List.of("pef"), List.of("image/x-pentax-pef")),
    SRW("SRW", List.of("srw"), List.of("image/x-samsung-srw"));

    private static final Pattern MEDIA_TYPE = Pattern.compile("(?i)\\s*image/(?<name>[a-z0-9.+-]{1,40})\\s*(;.*)?");

    private final String label;
    private final List<String> extensions;
    private final List<String> mimeTypes;

    ImageType(String label, List<String> extensions, List<String> mimeTypes) {
        this.label = label;
        this.extensions = extensions;
        this.mimeTypes = mimeTypes;
    }

    /// @param contentType as a row or a server has it: other programs write `image/jpg`, `IMAGE/JPEG` or
    ///   `image/x-png; charset=binary`
    public static Optional<ImageType> ofContentType(String contentType) {
        Matcher named = MEDIA_TYPE.matcher(contentType);
        if (!named.matches()) {
            return Optional.empty();
        }
        String name = named.group("name").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.mimeTypes.contains("image/" + name))
                .findFirst()
                .or(() -> byExtension(name.replaceFirst("^(x-|p(?=jpe?g))", "")));
    }

    /// @param extension without the dot, in any letter case
    public static Optional<ImageType> byExtension(String extension) {
        String small = extension.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.extensions.contains(small))
                .findFirst();
    }

    /// Sensor readings of a camera, which every maker writes in another way.
    public boolean isRaw() {
        return compareTo(DNG) >= 0;
    }

    /// As file managers name it: `JPEG`, `WebP`.
    public String label() {
        return label;
    }

    /// What rows say of such files.
    public String contentType() {
        return mimeTypes.getFirst();
    }

    /// The content type first, then what other programs call the same; as shared-mime-info has them.
    public List<String> mimeTypes() {
        return mimeTypes;
    }

    /// The usual one, without the dot.
    public String extension() {
        return extensions.getFirst();
    }

    /// Without the dot, in small letters, the usual one first.
    public List<String> extensions() {
        return extensions;
    }
}
