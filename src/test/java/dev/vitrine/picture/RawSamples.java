package dev.vitrine.picture;

import dev.vitrine.image.ImageType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Camera raw files with nothing in them but what tells their type and a preview of 40 × 30 in four quarters.
final class RawSamples {
    static final byte[] PREVIEW = Samples.jpeg(40, 30);
    private static final int SENSOR_MOSAIC = 32803;
    private static final int FIRST = 16;
    private static final int DIRECTORY = 256;
    private static final int PARTS = 1 << 10;
    private static final int PART = 4 << 10;

    private RawSamples() {}

    static byte[] of(ImageType type) {
        return switch (type) {
            case DNG -> tiff("II*\0", "Canon", 1, 50706);
            case NEF -> tiff("II*\0", "NIKON CORPORATION", SENSOR_MOSAIC, 513);
            case CR2 -> withCanonMark(tiff("II*\0", "Canon", 1, 513));
            case CR3 ->
                Samples.joined(
                        box("ftyp", "crx \0\0\0\1crx isom".getBytes(StandardCharsets.US_ASCII)), box("mdat", PREVIEW));
            case ARW -> tiff("II*\0", "SONY", SENSOR_MOSAIC, 513);
            case RAF -> fuji();
            case ORF -> tiff("IIRO", "OLYMPUS", 1, 513);
            case RW2 -> tiff("IIU\0", "Panasonic", 1, 0x2E);
            case PEF -> tiff("II*\0", "PENTAX", SENSOR_MOSAIC, 513);
            case SRW -> tiff("II*\0", "SAMSUNG", SENSOR_MOSAIC, 513);
            default -> throw new IllegalArgumentException(type + " is no camera raw file");
        };
    }

    /// @param tag one more, besides those of a preview at 513: what tells the type, or where the preview is instead
    private static byte[] tiff(String start, String make, int photometric, int tag) {
        int makeAt = FIRST + 2 + 5 * 12 + 4;
        int previewAt = makeAt + 32;
        ByteBuffer file = ByteBuffer.allocate(previewAt + PREVIEW.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(start.getBytes(StandardCharsets.ISO_8859_1)).putInt(FIRST).position(FIRST);
        file.putShort((short) 5);
        entry(file, 262, 3, 1, photometric);
        entry(file, 271, 2, make.length() + 1, makeAt);
        entry(file, tag == 0x2E ? 0x2E : 513, tag == 0x2E ? 7 : 4, tag == 0x2E ? PREVIEW.length : 1, previewAt);
        entry(file, tag == 0x2E ? 0x2F : 514, 4, 1, PREVIEW.length);
        entry(file, tag == 50706 ? tag : 50707, 1, 4, 1);
        return file.put(makeAt, make.getBytes(StandardCharsets.US_ASCII))
                .put(previewAt, PREVIEW)
                .array();
    }

    private static void entry(ByteBuffer file, int tag, int type, int count, int value) {
        file.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static byte[] withCanonMark(byte[] file) {
        file[8] = 'C';
        file[9] = 'R';
        file[10] = 2;
        return file;
    }

    private static byte[] fuji() {
        return ByteBuffer.allocate(160 + PREVIEW.length)
                .put("FUJIFILMCCD-RAW 0201".getBytes(StandardCharsets.US_ASCII))
                .putInt(84, 160)
                .putInt(88, PREVIEW.length)
                .put(160, PREVIEW)
                .array();
    }

    static byte[] box(String type, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
    }

    /// A TIFF structure of directories, each of entries of tag, type, count and value, and of what lies behind
    /// them.
    ///
    /// @param parts at [#partAt]
    static byte[] directories(String start, int[][][] directories, byte[]... parts) {
        ByteBuffer file = ByteBuffer.allocate(PARTS + parts.length * PART).order(ByteOrder.LITTLE_ENDIAN);
        file.put(start.getBytes(StandardCharsets.ISO_8859_1)).putInt(directoryAt(0));
        for (int i = 0; i < directories.length; i++) {
            file.position(directoryAt(i)).putShort((short) directories[i].length);
            for (int[] entry : directories[i]) {
                entry(file, entry[0], entry[1], entry[2], entry[3]);
            }
            file.putInt(i + 1 < directories.length ? directoryAt(i + 1) : 0);
        }
        for (int i = 0; i < parts.length; i++) {
            file.put(partAt(i), parts[i]);
        }
        return file.array();
    }

    private static int directoryAt(int number) {
        return FIRST + number * DIRECTORY;
    }

    static int partAt(int number) {
        return PARTS + number * PART;
    }
}
