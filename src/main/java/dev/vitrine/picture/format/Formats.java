package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The format of every accepted type.
public final class Formats {
    private static final Map<ImageType, ImageFormat> BY_TYPE = new EnumMap<>(ImageType.class);
    private static final List<ImageFormat> AS_ASKED;

    static {
        for (ImageType type : ImageType.values()) {
            BY_TYPE.put(type, make(type));
        }
        // most camera raw files are TIFF files too, so they are asked before
        AS_ASKED = BY_TYPE.values().stream()
                .sorted(Comparator.comparing(format -> !format.type().isRaw()))
                .toList();
    }

    private Formats() {}

    public static ImageFormat of(ImageType type) {
        return Objects.requireNonNull(BY_TYPE.get(type));
    }

    /// The format of a file by its bytes, or by its first 4 KB; empty when it is no accepted image.
    public static Optional<ImageFormat> of(SourceBytes bytes) throws IOException {
        for (ImageFormat format : AS_ASKED) {
            if (recognizes(format, bytes)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    private static boolean recognizes(ImageFormat format, SourceBytes bytes) throws IOException {
        try {
            return format.recognizes(bytes);
        } catch (EOFException _) {
            return false; // ends before it could be recognized
        }
    }

    private static ImageFormat make(ImageType type) {
        return switch (type) {
            case JPEG -> new JpegFormat();
            case PNG -> new PngFormat();
            case GIF -> new GifFormat();
            case BMP -> new BmpFormat();
            case WEBP -> new WebpFormat();
            case TIFF -> new TiffFormat();
            case AVIF, HEIC -> new HeifFormat(type);
            case JXL -> new JxlFormat();
            case PSD -> new PsdFormat();
            case DNG -> new TiffRawFormat(type, TiffRawFormat::isDng);
            case NEF -> new TiffRawFormat(type, TiffRawFormat.sensorOf("NIKON"));
            case CR2 -> new TiffRawFormat(type, TiffRawFormat::isCanon);
            case CR3 -> new Cr3Format();
            case ARW -> new TiffRawFormat(type, TiffRawFormat.sensorOf("SONY"));
            case RAF -> new RafFormat();
            case ORF -> new TiffRawFormat(type, TiffRawFormat.beginsWith("IIRO", "IIRS", "MMOR"));
            case RW2 -> new TiffRawFormat(type, TiffRawFormat.beginsWith("IIU\0"));
            case PEF -> new TiffRawFormat(type, TiffRawFormat::isPentax);
            case SRW -> new TiffRawFormat(type, TiffRawFormat.sensorOf("SAMSUNG"));
        };
    }
}
