package dev.vitrine.picture.metadata;

import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.Orientation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The few things of an Exif block that the gallery itself needs; [CameraFacts] has the rest.
public final class Exif {
    private static final int DATE_TIME_ORIGINAL = 36867;
    private static final int DATE_TIME_DIGITIZED = 36868;
    private static final int GPS_LATITUDE = 2;
    private static final int GPS_LONGITUDE = 4;
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);
    /// The first photograph, and far enough ahead for a camera whose clock is wrong: beyond is not a date.
    private static final int FIRST_YEAR = 1826;
    private static final int LAST_YEAR = 2100;

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

    public static Exif of(byte[] block) {
        return of(SourceBytes.of(block));
    }

    /// Also for whole TIFF and raw files, which are such a block themselves.
    public static Exif of(SourceBytes bytes) {
        List<Tiff.Directory> directories = directories(bytes);
        Optional<Tiff.Directory> main = directories.stream().findFirst();
        return new Exif(
                bytes,
                directories,
                main.flatMap(directory -> directory.child(Tiff.EXIF)),
                main.flatMap(directory -> directory.child(Tiff.GPS)));
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

    public SourceBytes bytes() {
        return bytes;
    }

    public Orientation orientation() {
        return directories.isEmpty()
                ? Orientation.UPRIGHT
                : Orientation.ofExif(directories.getFirst().number(Tiff.ORIENTATION, 1));
    }

    /// When the shutter was pressed, by the camera's clock; not the plain date, which is that of the last edit.
    public Optional<LocalDateTime> takenAt() {
        return time(cameraText(DATE_TIME_ORIGINAL))
                .or(() -> time(cameraText(DATE_TIME_DIGITIZED)))
                .or(() -> time(text(DATE_TIME_ORIGINAL)));
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

    /// Coordinates that say something: devices without a fix write 0/0, or the point
    /// where equator and meridian meet.
    public boolean hasLocation() {
        return gps.filter(block -> block.decimal(GPS_LATITUDE).isPresent()
                        && block.decimal(GPS_LONGITUDE).isPresent()
                        && !(isZero(block, GPS_LATITUDE) && isZero(block, GPS_LONGITUDE)))
                .isPresent();
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

    private static Optional<LocalDateTime> time(String written) {
        if (written.length() < 19) {
            return Optional.empty();
        }
        try {
            String usual =
                    written.substring(0, 10).replace('-', ':').replace('/', ':') + " " + written.substring(11, 19);
            return Optional.of(LocalDateTime.parse(usual, WRITTEN))
                    .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
