package dev.vitrine.picture.metadata;

import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The few things of an Exif block that the gallery itself needs; [CameraFacts] has the rest.
public final class Exif {
    private static final int GPS_LATITUDE = 2;
    private static final int GPS_LONGITUDE = 4;
    private static final int GPS_TIME = 7;
    private static final int GPS_DATE = 29;
    private static final int CODE_LENGTH = 8;
    private static final int ADOBE_RGB = 2;
    private static final int UNCALIBRATED = 65535;
    private static final Duration WRITING = Duration.ofSeconds(2);
    private static final int INTEROPERABILITY_INDEX = 1;

    private final SourceBytes bytes;
    private final List<Tiff.Directory> directories;
    private final Optional<Tiff.Directory> camera;
    private final Optional<Tiff.Directory> gps;

    private Exif(
            SourceBytes bytes,
            List<Tiff.Directory> directories,
            Optional<Tiff.Directory> camera,
            Optional<Tiff.Directory> gps) {
        this.bytes = bytes;
        this.directories = directories;
        this.camera = camera;
        this.gps = gps;
    }

    /// A block that says which way is up, and nothing else.
    public static byte[] block(Orientation orientation) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {'M', 'M', 0, 42})
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) Tiff.ORIENTATION)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) (orientation.ordinal() + 1))
                .putShort((short) 0)
                .putInt(0)
                .array();
    }

    /// Some writers keep the marker that JPEG needs before the block.
    public static byte[] withoutPrefix(byte[] block) {
        int skip = block.length > 6 && block[0] == 'E' && block[1] == 'x' ? 6 : 0;
        return skip == 0 ? block : Arrays.copyOfRange(block, skip, block.length);
    }

    /// The block of a HEIF item or of a JPEG XL box, which begins with the distance to it; some writers leave that
    /// out.
    public static byte[] behindDistance(byte[] content) throws IOException {
        if (content.length < 8 || Tiff.begins(SourceBytes.of(content))) {
            return content;
        }
        long skip = SourceBytes.of(content).u32(0, true) + 4;
        return skip < content.length
                ? withoutPrefix(Arrays.copyOfRange(content, (int) skip, content.length))
                : new byte[0];
    }

    public static Exif of(byte[] block) {
        return of(SourceBytes.of(block));
    }

    /// Also for whole TIFF and raw files, which are such a block themselves.
    public static Exif of(SourceBytes bytes) {
        return of(bytes, 0);
    }

    /// @param page from which on it counts
    public static Exif of(SourceBytes bytes, int page) {
        List<Tiff.Directory> all = directories(bytes);
        List<Tiff.Directory> directories = all.subList(Math.min(page, all.size()), all.size());
        Optional<Tiff.Directory> main = directories.stream().findFirst();
        return new Exif(
                bytes,
                directories,
                main.flatMap(directory -> directory.child(Tiff.EXIF)),
                main.flatMap(directory -> directory.child(Tiff.GPS))
                        .or(() -> main.flatMap(directory -> directory.child(Tiff.EXIF))
                                .flatMap(directory -> directory.child(Tiff.GPS))));
    }

    /// For writers that keep the camera's own directory and the coordinates in blocks of their own.
    public Exif with(byte[] cameraBlock, byte[] gpsBlock) {
        return new Exif(
                bytes,
                directories,
                directories(SourceBytes.of(cameraBlock)).stream().findFirst().or(() -> camera),
                directories(SourceBytes.of(gpsBlock)).stream().findFirst().or(() -> gps));
    }

    private static List<Tiff.Directory> directories(SourceBytes bytes) {
        try {
            return Tiff.open(bytes).directories();
        } catch (IOException _) {
            return List.of();
        }
    }

    Optional<Tiff.Directory> main() {
        return directories.stream().findFirst();
    }

    Optional<Tiff.Directory> camera() {
        return camera;
    }

    Optional<Tiff.Directory> gps() {
        return gps;
    }

    public Orientation orientation() {
        return directories.isEmpty()
                ? Orientation.UPRIGHT
                : Orientation.ofExif(directories.getFirst().number(Tiff.ORIENTATION, 1));
    }

    boolean isAdobeRgb() {
        long space = camera.map(block -> block.number(ExifTag.COLOR_SPACE, 0)).orElse(0L);
        return space == ADOBE_RGB
                || space == UNCALIBRATED
                        && camera.flatMap(block -> block.child(ExifTag.INTEROPERABILITY))
                                .filter(block ->
                                        block.text(INTEROPERABILITY_INDEX).equals("R03"))
                                .isPresent();
    }

    /// Written when it was taken, and of the size that it was then: a program that changes a picture notes the
    /// time, and one that forgets it keeps the size of the camera.
    boolean isAsTheCameraLeftIt(int width, int height) {
        return taken().isPresent()
                && written()
                        .or(this::taken)
                        .filter(end ->
                                Duration.between(taken().get(), end).abs().compareTo(WRITING) <= 0)
                        .isPresent()
                && cameraNumber(ExifTag.PIXELS_ACROSS)
                        .filter(across -> across != width)
                        .isEmpty()
                && cameraNumber(ExifTag.PIXELS_DOWN)
                        .filter(down -> down != height)
                        .isEmpty();
    }

    boolean hasOrientation() {
        return !directories.isEmpty() && directories.getFirst().has(Tiff.ORIENTATION);
    }

    /// When the shutter was pressed, by the camera's clock.
    Optional<LocalDateTime> taken() {
        return WrittenDate.parse(cameraText(ExifTag.DATE_TIME_ORIGINAL))
                .or(() -> WrittenDate.parse(text(ExifTag.DATE_TIME_ORIGINAL)));
    }

    /// When it became a file: of a scan later than it was taken.
    Optional<LocalDateTime> digitized() {
        return WrittenDate.parse(cameraText(ExifTag.DATE_TIME_DIGITIZED));
    }

    /// When the file was written, by the camera or by the last program that changed it.
    Optional<LocalDateTime> written() {
        return WrittenDate.parse(text(ExifTag.DATE_TIME));
    }

    /// By the clock of the satellites, which is not that of the place.
    Optional<LocalDateTime> seenBySatellites() {
        List<Long> none = List.of();
        List<Long> time = gps.map(block -> block.wholes(GPS_TIME, 3)).orElse(none);
        return gps.flatMap(block -> WrittenDate.parse(block.text(GPS_DATE)))
                .filter(_ -> time.size() == 3 && time.get(0) < 24 && time.get(1) < 60 && time.get(2) < 60)
                .map(day -> day.plusHours(time.get(0)).plusMinutes(time.get(1)).plusSeconds(time.get(2)));
    }

    /// The bytes of a tag of the main directory, empty when they are not all there or too many.
    byte[] raw(int tag) {
        return directories.isEmpty() ? new byte[0] : directories.getFirst().raw(tag, Limits.MAX_EXIF);
    }

    /// What Windows writes beside the standard, always in UTF-16.
    String windowsText(int tag) {
        return WrittenText.utf16(raw(tag), false);
    }

    /// A comment begins with eight letters that tell its encoding, where its writer knew that.
    String comment() {
        byte[] raw = camera.map(directory -> directory.raw(ExifTag.USER_COMMENT, Limits.MAX_EXIF))
                .orElse(new byte[0]);
        int end = Math.min(CODE_LENGTH, raw.length);
        byte[] text = Arrays.copyOfRange(raw, end, raw.length);
        return switch (new String(raw, 0, end, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip()
                .toUpperCase(Locale.ROOT)) {
            case "UNICODE" -> WrittenText.decodeUtf16(text, isBigEndian());
            case "JIS" -> WrittenText.decodeJapanese(text);
            case "ASCII", "" -> WrittenText.decodeToNul(text);
            default -> WrittenText.decodeToNul(raw);
        };
    }

    private boolean isBigEndian() {
        try {
            return bytes.u8(0) == 'M';
        } catch (IOException _) {
            return false;
        }
    }

    long number(int tag) {
        return directories.isEmpty() ? 0 : directories.getFirst().number(tag, 0);
    }

    /// What a tag of the main directory says, `""` without it.
    public String text(int tag) {
        return directories.isEmpty() ? "" : directories.getFirst().text(tag);
    }

    /// What a tag of the camera's own directory says.
    public String cameraText(int tag) {
        return camera.map(directory -> directory.text(tag)).orElse("");
    }

    public Optional<Double> cameraNumber(int tag) {
        return camera.flatMap(directory -> directory.decimal(tag));
    }

    /// Coordinates on the earth that say something: devices without a fix write 0/0, or the point where equator and
    /// meridian meet.
    public boolean hasLocation() {
        return gps.filter(block -> isWithin(block, GPS_LATITUDE, Xmp.POLE)
                        && isWithin(block, GPS_LONGITUDE, Xmp.ANTIMERIDIAN)
                        && !(isZero(block, GPS_LATITUDE) && isZero(block, GPS_LONGITUDE)))
                .isPresent();
    }

    private static boolean isWithin(Tiff.Directory block, int tag, int max) {
        return block.decimal(tag)
                .map(Math::abs)
                .filter(degrees -> degrees < max || degrees == max && !hasMore(block, tag))
                .isPresent();
    }

    /// Minutes or seconds.
    private static boolean hasMore(Tiff.Directory block, int tag) {
        return block.numbers(tag, 3).stream().skip(1).anyMatch(part -> part != 0);
    }

    /// Degrees, minutes and seconds.
    private static boolean isZero(Tiff.Directory block, int tag) {
        return block.numbers(tag, 3).stream().allMatch(part -> part == 0);
    }

    /// JPEG bytes of the small picture, empty when there is none.
    public byte[] thumbnail() {
        if (directories.size() < 2) {
            return new byte[0];
        }
        Tiff.Directory second = directories.get(1);
        long length = second.number(Tiff.JPEG_LENGTH, 0);
        if (length < 4 || length > Limits.MAX_EXIF) {
            return new byte[0];
        }
        try {
            return bytes.bytes(second.number(Tiff.JPEG_OFFSET, -1), (int) length);
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
