package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import dev.vitrine.picture.jpeg.JpegHeader.Component;
import dev.vitrine.picture.jpeg.JpegHeader.Process;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Walks the marker segments before the first scan (B.2.1) and notes what they say.
final class HeaderReader {
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

    private final byte[] file;
    private final ProfileChunks profile;
    private final List<Component> components = new ArrayList<>();
    private Process process = Process.BASELINE;
    private int precision;
    private int width;
    private int height;
    private boolean jfif;
    private int adobe = -1;
    private int restartInterval;
    private byte[] exif = {};

    HeaderReader(byte[] file) {
        this.file = file;
        this.profile = new ProfileChunks(file);
    }

    JpegHeader read() throws Corrupt {
        if (file.length < 4 || u16(0) != 0xFFD8) {
            throw new Corrupt("This is not a JPEG file.");
        }
        Segment segment = Segment.next(file, 2);
        while (segment.marker() != Segment.SOS && segment.marker() != Segment.EOI) {
            take(segment);
            segment = Segment.next(file, segment.end());
        }
        if (components.isEmpty()) {
            throw new Corrupt("The file ends before it says how large the image is.");
        }
        return new JpegHeader(
                width, height, precision, process, components, jfif, adobe, restartInterval, exif, profile.assemble());
    }

    private void take(Segment segment) throws Corrupt {
        if (segment.isFrameHeader()) {
            takeFrame(segment);
            return;
        }
        switch (segment.marker()) {
            case Segment.DRI -> restartInterval = segment.length() >= 2 ? u16(segment.offset()) : 0;
            case Segment.APP0 -> jfif |= startsWith(segment, JFIF);
            case Segment.APP1 -> takeExif(segment);
            case Segment.APP2 -> profile.take(segment);
            case Segment.APP14 -> takeAdobe(segment);
            default -> {}
        }
    }

    private void takeFrame(Segment segment) throws Corrupt {
        if (!components.isEmpty()) {
            throw new Corrupt("The file describes its image twice.");
        }
        int at = segment.offset();
        int count = segment.length() >= 6 ? file[at + 5] & 0xFF : 0;
        if (count == 0 || segment.length() < 6 + 3 * count) {
            throw new Corrupt("The description of the image is cut off.");
        }
        process = Process.of(segment.marker());
        precision = file[at] & 0xFF;
        height = u16(at + 1);
        width = u16(at + 3);
        for (int i = 0; i < count; i++) {
            int part = at + 6 + 3 * i;
            components.add(component(file[part] & 0xFF, file[part + 1] & 0xFF, file[part + 2] & 0xFF));
        }
    }

    private static Component component(int id, int sampling, int quantization) throws Corrupt {
        int horizontal = sampling >> 4;
        int vertical = sampling & 15;
        if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4 || quantization > 3) {
            throw new Corrupt("The description of the image's colors makes no sense.");
        }
        return new Component(id, horizontal, vertical, quantization);
    }

    private void takeExif(Segment segment) {
        if (exif.length == 0 && startsWith(segment, EXIF)) {
            exif = Arrays.copyOfRange(file, segment.offset() + EXIF.length, segment.end());
        }
    }

    private void takeAdobe(Segment segment) {
        if (segment.length() >= 12 && startsWith(segment, ADOBE)) {
            adobe = file[segment.offset() + 11] & 0xFF;
        }
    }

    private boolean startsWith(Segment segment, byte[] name) {
        return segment.length() >= name.length
                && Arrays.equals(file, segment.offset(), segment.offset() + name.length, name, 0, name.length);
    }

    private int u16(int at) {
        return (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF;
    }
}
