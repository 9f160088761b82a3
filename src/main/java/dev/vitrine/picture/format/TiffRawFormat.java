package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Tells camera raw files from plain TIFF: most raw files are TIFF structures, distinguished by signature, maker and sensor tags.
public final class TiffRawFormat {
    private static final int SENSOR_MOSAIC = 32803;
    private static final int NIKON_COMPRESSED = 34713;
    private static final int SONY_COMPRESSED = 32767;

    private TiffRawFormat() {
    }

    /// @param head the beginning of a file, or all of it
    static Optional<ImageType> of(byte[] head) {
        if (head.length < 8) {
            return Optional.empty();
        }
        String start = new String(head, 0, Math.min(16, head.length), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (start.startsWith("FUJIFILMCCD-RAW")) {
            return Optional.of(ImageType.RAF);
        }
        if (start.startsWith("IIRO") || start.startsWith("IIRS") || start.startsWith("MMOR")) {
            return Optional.of(ImageType.ORF);
        }
        if (start.startsWith("IIU\0")) {
            return Optional.of(ImageType.RW2);
        }
        if (start.startsWith("II*\0") && start.startsWith("CR", 8)) {
            return Optional.of(ImageType.CR2);
        }
        boolean tiff = start.startsWith("II*\0") || start.startsWith("MM\0*") || start.startsWith("II+\0") || start.startsWith("MM\0+");
        return tiff ? Optional.of(byDirectories(SourceBytes.of(head))) : Optional.empty();
    }

    /// A file that is known to be a TIFF structure, looked at as a whole: the directories may lie at its end.
    public static ImageType byDirectories(SourceBytes bytes) {
        try {
            List<Tiff.Directory> directories = Tiff.open(bytes).directories();
            return directories.isEmpty() ? ImageType.TIFF : of(directories.getFirst());
        } catch (IOException _) {
            return ImageType.TIFF;
        }
    }

    private static ImageType of(Tiff.Directory main) {
        if (main.has(Tiff.DNG_VERSION)) {
            return ImageType.DNG;
        }
        String make = main.text(Tiff.MAKE).toUpperCase(java.util.Locale.ROOT);
        boolean sensor = isSensor(main) || main.children(Tiff.SUB_DIRECTORIES).stream().anyMatch(TiffRawFormat::isSensor);
        if (make.startsWith("NIKON") && sensor) {
            return ImageType.NEF;
        }
        if (make.startsWith("SONY") && sensor) {
            return ImageType.ARW;
        }
        boolean pentax = make.startsWith("PENTAX") || make.startsWith("RICOH");
        return pentax && (sensor || main.number(Tiff.COMPRESSION, 1) == 65535) ? ImageType.PEF : ImageType.TIFF;
    }

    private static boolean isSensor(Tiff.Directory directory) {
        long compression = directory.number(Tiff.COMPRESSION, 1);
        return directory.number(Tiff.PHOTOMETRIC, 0) == SENSOR_MOSAIC || compression == NIKON_COMPRESSED || compression == SONY_COMPRESSED;
    }
}
