package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Orientation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The largest finished JPEG inside a camera raw file: cameras put one there for their own screen.
///
/// Looked for where the directories point, and where they are of no help (Canon CR3, Olympus, makers' own blocks) by
/// searching the file for the beginning of a JPEG.
///
/// @param header of the JPEG, turned as the raw file says
public record RawPreview(long offset, long length, Header header) {
    private static final int PANASONIC_PREVIEW = 0x2E;
    private static final int FUJI_PREVIEW = 84;
    private static final long MAX_SEARCHED = 256L << 20;

    /// Size, orientation and location of the whole raw file.
    public static Header header(ImageType type, SourceBytes bytes) throws IOException {
        Exif exif = exif(type, bytes);
        Optional<RawPreview> preview = largest(type, bytes);
        int width = preview.map(found -> found.header.width()).orElse(0);
        int height = preview.map(found -> found.header.height()).orElse(0);
        Orientation orientation = preview.map(found -> found.header.orientation()).orElse(exif.orientation());
        for (Tiff.Directory directory : directories(type, bytes)) {
            long w = directory.number(Tiff.WIDTH, 0);
            long h = directory.number(Tiff.HEIGHT, 0);
            if (w * h > (long) width * height && w <= Limits.LONGEST_SIDE && h <= Limits.LONGEST_SIDE) {
                width = (int) w;
                height = (int) h;
            }
        }
        return Header.of(type, width, height, 3).withOrientation(orientation).withLocation(exif.hasLocation());
    }

    /// A small picture without compression, which some converters write in place of a JPEG: the first page, as a TIFF.
    public static Optional<Header> uncompressed(Header whole, SourceBytes bytes) throws IOException {
        List<Tiff.Directory> directories = directories(whole.type(), bytes);
        if (whole.type() != ImageType.DNG || directories.isEmpty() || directories.getFirst().number(Tiff.PHOTOMETRIC, 0) != 2) {
            return Optional.empty();
        }
        int width = PngChunks.side(directories.getFirst().number(Tiff.WIDTH, 0));
        int height = PngChunks.side(directories.getFirst().number(Tiff.HEIGHT, 0));
        return Limits.admits(width, height)
                ? Optional.of(Header.of(ImageType.TIFF, width, height, 3).withOrientation(whole.orientation())) : Optional.empty();
    }

    /// The raw file's own Exif block: most are one as a whole.
    static Exif exif(ImageType type, SourceBytes bytes) throws IOException {
        return switch (type) {
            case RAF -> largest(type, bytes).map(preview -> Exif.of(preview.header.exif())).orElse(Exif.of(new byte[0]));
            case CR3 -> canonExif(bytes);
            default -> Exif.of(bytes);
        };
    }

    public static Optional<RawPreview> largest(ImageType type, SourceBytes bytes) throws IOException {
        var found = new ArrayList<RawPreview>();
        if (type == ImageType.RAF) {
            at(bytes, bytes.u32(FUJI_PREVIEW, true), bytes.u32(FUJI_PREVIEW + 4, true)).ifPresent(found::add);
        }
        for (Tiff.Directory directory : directories(type, bytes)) {
            at(bytes, directory.number(Tiff.JPEG_OFFSET, 0), directory.number(Tiff.JPEG_LENGTH, 0)).ifPresent(found::add);
            if (directory.numbers(Tiff.STRIP_OFFSETS, 2).size() == 1) {
                at(bytes, directory.number(Tiff.STRIP_OFFSETS, 0), directory.number(Tiff.STRIP_LENGTHS, 0)).ifPresent(found::add);
            }
            at(bytes, directory.position(PANASONIC_PREVIEW), bytes.size()).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            search(bytes, found);
        }
        Optional<RawPreview> largest = found.stream().max(Comparator.comparingLong(preview -> (long) preview.header.width() * preview.header.height()));
        if (largest.isPresent() && largest.get().header.orientation() == Orientation.UPRIGHT && type != ImageType.RAF) {
            return Optional.of(largest.get().turned(exif(type, bytes).orientation()));
        }
        return largest;
    }

    private RawPreview turned(Orientation orientation) {
        return new RawPreview(offset, length, header.withOrientation(orientation));
    }

    private static List<Tiff.Directory> directories(ImageType type, SourceBytes bytes) throws IOException {
        var directories = new ArrayList<Tiff.Directory>();
        if (type != ImageType.RAF && type != ImageType.CR3) {
            for (Tiff.Directory directory : Tiff.open(bytes).directories()) {
                directories.add(directory);
                directories.addAll(directory.children(Tiff.SUB_DIRECTORIES));
            }
        }
        return directories;
    }

    /// A JPEG that can be shown; the sensor's own data are often a lossless one, which cannot.
    private static Optional<RawPreview> at(SourceBytes bytes, long offset, long length) throws IOException {
        if (offset < 1 || length < 100 || offset > bytes.size() - 100 || bytes.u16(offset, true) != 0xFFD8) {
            return Optional.empty();
        }
        try {
            boolean shown = JpegSegments.list(bytes, offset).stream().anyMatch(segment -> segment.marker() >= 0xC0 && segment.marker() <= 0xC2);
            Header header = JpegSegments.header(bytes, offset);
            boolean sane = header.width() > 0 && header.height() > 0 && (long) header.width() * header.height() <= Limits.MAX_PIXELS;
            return shown && sane ? Optional.of(new RawPreview(offset, Math.min(length, bytes.size() - offset), header)) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // not a JPEG after all
        }
    }

    private static void search(SourceBytes bytes, List<RawPreview> found) throws IOException {
        byte[] block = new byte[64 << 10];
        int tried = 0;
        for (long at = 0; at < Math.min(bytes.size(), MAX_SEARCHED) && tried < 64; at += block.length - 2) {
            int count = 0;
            for (int more; count < block.length && (more = bytes.read(at + count, block, count, block.length - count)) > 0; ) {
                count += more;
            }
            for (int i = 0; i + 2 < count && tried < 64; i++) {
                if (block[i] == (byte) 0xFF && block[i + 1] == (byte) 0xD8 && block[i + 2] == (byte) 0xFF) {
                    tried++;
                    at(bytes, at + i, bytes.size() - at - i).ifPresent(found::add);
                }
            }
        }
    }

    private static Exif canonExif(SourceBytes bytes) throws IOException {
        Optional<Boxes.Box> movie = Boxes.first(Boxes.list(bytes, 0, bytes.size()), "moov");
        if (movie.isPresent()) {
            for (Boxes.Box own : Boxes.list(bytes, movie.get().start(), movie.get().end())) {
                Optional<Boxes.Box> main = own.type().equals("uuid") && own.length() > 16
                        ? Boxes.first(Boxes.list(bytes, own.start() + 16, own.end()), "CMT1") : Optional.empty();
                if (main.isPresent() && main.get().length() <= Limits.MAX_EXIF) {
                    return Exif.of(bytes.bytes(main.get().start(), (int) main.get().length()));
                }
            }
        }
        return Exif.of(new byte[0]);
    }
}
