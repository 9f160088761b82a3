package dev.vitrine.picture;

import dev.vitrine.picture.KindsHarness.Input;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;

/// Images whose four quarters have four colors, in many forms of PNG, TIFF, BMP, Photoshop documents and GIF, each
/// written here by the rules of its format.
final class PixelKinds {
    private static final int OPAQUE = 0xFF000000;

    private final RandomGenerator random;
    private final int width;
    private final int height;
    /// Without alpha.
    private final int[] quarters = new int[4];

    private PixelKinds(RandomGenerator random) {
        this.random = random;
        this.width = 17 + random.nextInt(40);
        this.height = 17 + random.nextInt(30);
        for (int i = 0; i < 4; i++) {
            quarters[i] = random.nextInt(1 << 24);
        }
    }

    static Input make(int number, RandomGenerator random) {
        var kinds = new PixelKinds(random);
        String name = String.format("%03d-pixels", number);
        return switch (random.nextInt(6)) {
            case 0, 1 -> kinds.png(name + ".png");
            case 2, 3 -> kinds.tiff(name + ".tif");
            case 4 -> random.nextBoolean() ? kinds.bmp(name + ".bmp") : kinds.psd(name + ".psd");
            default -> kinds.gif(name + ".gif");
        };
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private int quarter(int x, int y) {
        return (x * 2 >= width ? 1 : 0) + (y * 2 >= height ? 2 : 0);
    }

    private static int gray(int color) {
        return color & 0xFF;
    }

    /// As many bits as there are, and what they come to in eight.
    private static int quantized(int value, int bits) {
        int greatest = (1 << Math.min(bits, 16)) - 1;
        return Math.round(Math.round(value / 255f * greatest) * 255f / greatest);
    }

    private static long sample(int value, int bits) {
        return Math.round(value / 255d * ((1L << bits) - 1));
    }

    private static int overall(int color, IntBinaryOperator change, int argument) {
        return change.applyAsInt(color >> 16 & 0xFF, argument) << 16
                | change.applyAsInt(color >> 8 & 0xFF, argument) << 8
                | change.applyAsInt(color & 0xFF, argument);
    }

    static int premultiplied(int alpha, int color) {
        return alpha << 24 | overall(color, (channel, a) -> (channel * a + 127) / 255, alpha);
    }

    /// Packs numbers of so many bits, each row beginning at a byte.
    private final class Rows {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final boolean little;
        private int held;
        private int count;

        Rows(boolean little) {
            this.little = little;
        }

        void put(long value, int bits) {
            if (bits == 16 || bits == 32) {
                for (int i = 0; i < bits; i += 8) {
                    out.write((int) (value >> (little ? i : bits - 8 - i)));
                }
                return;
            }
            for (int bit = bits - 1; bit >= 0; bit--) {
                held = held << 1 | (int) (value >> bit & 1);
                if (++count == 8) {
                    out.write(held);
                    held = 0;
                    count = 0;
                }
            }
        }

        void endRow(int multiple) {
            while (count > 0) {
                put(0, 1);
            }
            while (out.size() % multiple != 0) {
                out.write(0);
            }
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    // ---- PNG

    private Input png(String name) {
        int type = pick(List.of(0, 2, 3, 4, 6));
        int bits =
                type == 0 ? pick(List.of(1, 2, 4, 8, 16)) : type == 3 ? pick(List.of(2, 4, 8)) : pick(List.of(8, 16));
        boolean interlaced = random.nextInt(3) == 0;
        boolean clear = random.nextInt(3) == 0 && type < 4;
        int alpha = type >= 4 ? random.nextInt(256) : 255;
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            int color = type == 0 || type == 4 ? quantized(gray(quarters[i]), bits) * 0x010101 : quarters[i];
            boolean gone = clear
                    && (type == 3
                            ? i == 1
                            : color == (type == 0 ? quantized(gray(quarters[1]), bits) * 0x010101 : quarters[1]));
            seen[i] = gone ? 0 : premultiplied(alpha, color);
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(HexFormat.of().parseHex("89504e470d0a1a0a"));
        file.writeBytes(Samples.pngChunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) type)
                        .put((byte) 0)
                        .put((byte) 0)
                        .put((byte) (interlaced ? 1 : 0))
                        .array()));
        odd(file);
        if (type == 3) {
            byte[] palette = new byte[12];
            for (int i = 0; i < 4; i++) {
                palette[3 * i] = (byte) (quarters[i] >> 16);
                palette[3 * i + 1] = (byte) (quarters[i] >> 8);
                palette[3 * i + 2] = (byte) quarters[i];
            }
            file.writeBytes(Samples.pngChunk("PLTE", palette));
        }
        if (clear) {
            Rows rows = new Rows(false);
            for (int i = 0; i < (type == 2 ? 3 : 1) && type != 3; i++) {
                int value = type == 0 ? gray(quarters[1]) : quarters[1] >> 16 - 8 * i & 0xFF;
                rows.put(sample(value, bits), 16);
            }
            file.writeBytes(Samples.pngChunk("tRNS", type == 3 ? new byte[] {-1, 0} : rows.bytes()));
        }
        odd(file);
        byte[] packed = deflated(pngRows(type, bits, interlaced, alpha));
        int cut = random.nextInt(packed.length);
        file.writeBytes(Samples.pngChunk("IDAT", java.util.Arrays.copyOf(packed, cut)));
        file.writeBytes(Samples.pngChunk("IDAT", java.util.Arrays.copyOfRange(packed, cut, packed.length)));
        file.writeBytes(Samples.pngChunk("IEND", new byte[0]));
        String kind = "PNG type " + type + (interlaced ? " interlaced" : "") + (clear ? " tRNS" : "");
        return new Input(kind, name, file.toByteArray(), seen, 2, size());
    }

    private Map<String, String> size() {
        return new TreeMap<>(Map.of("size", width + "x" + height));
    }

    private void odd(ByteArrayOutputStream file) {
        byte[] nothing = {};
        switch (random.nextInt(8)) {
            case 0 -> file.writeBytes(Samples.pngChunk("tEXt", "no separator".getBytes(StandardCharsets.US_ASCII)));
            case 1 -> file.writeBytes(Samples.pngChunk("pHYs", new byte[] {1}));
            case 2 -> file.writeBytes(Samples.pngChunk("tIME", nothing));
            case 3 -> file.writeBytes(Samples.pngChunk("prVt", new byte[random.nextInt(2000)]));
            case 4 -> file.writeBytes(Samples.pngChunk("eXIf", new byte[] {'M', 'M'}));
            case 5 -> file.writeBytes(Samples.pngChunk("iCCP", "bad\0\0xxxx".getBytes(StandardCharsets.US_ASCII)));
            case 6 -> file.writeBytes(Samples.pngChunk("sBIT", new byte[] {5, 5, 5, 5, 5}));
            default -> file.writeBytes(nothing);
        }
    }

    private byte[] pngRows(int type, int bits, boolean interlaced, int alpha) {
        Rows rows = new Rows(false);
        int[][] passes = interlaced
                ? new int[][] {
                    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
                }
                : new int[][] {{0, 0, 1, 1}};
        for (int[] pass : passes) {
            for (int y = pass[1]; y < height; y += pass[3]) {
                rows.put(0, 8);
                for (int x = pass[0]; x < width; x += pass[2]) {
                    int quarter = quarter(x, y);
                    int color = quarters[quarter];
                    switch (type) {
                        case 0 -> rows.put(sample(gray(color), bits), bits);
                        case 3 -> rows.put(quarter, bits);
                        case 4 -> rows.put(sample(gray(color), bits), bits);
                        default -> {
                            for (int shift = 16; shift >= 0; shift -= 8) {
                                rows.put(sample(color >> shift & 0xFF, bits), bits);
                            }
                        }
                    }
                    if (type >= 4) {
                        rows.put(sample(alpha, bits), bits);
                    }
                }
                rows.endRow(1);
            }
        }
        return rows.bytes();
    }

    private static byte[] deflated(byte[] raw) {
        var deflater = new Deflater();
        deflater.setInput(raw);
        deflater.finish();
        byte[] packed = new byte[raw.length + 1000];
        int length = deflater.deflate(packed);
        deflater.end();
        return java.util.Arrays.copyOf(packed, length);
    }

    // ---- TIFF

    private Input tiff(String name) {
        String kind = pick(List.of(
                "bilevel",
                "white is zero",
                "gray",
                "gray alpha",
                "rgb",
                "rgb alpha",
                "rgb premultiplied",
                "palette",
                "cmyk",
                "cmyk alpha",
                "extra sample",
                "rgb planar"));
        boolean little = random.nextBoolean();
        boolean big = random.nextInt(4) == 0;
        int bits = switch (kind) {
            case "bilevel" -> 1;
            case "white is zero" -> pick(List.of(1, 2, 4, 8, 16));
            case "gray" -> pick(List.of(2, 4, 8, 12, 16, 32));
            case "palette" -> pick(List.of(2, 4, 8));
            case "cmyk", "cmyk alpha" -> pick(List.of(8, 16));
            case "rgb" -> pick(List.of(8, 16, 32));
            default -> pick(List.of(8, 16));
        };
        int alpha = kind.contains("alpha") || kind.contains("premultiplied") ? 20 + random.nextInt(236) : 255;
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            int value = quantized(gray(quarters[i]), bits);
            seen[i] = switch (kind) {
                case "bilevel", "white is zero", "gray" -> OPAQUE | value * 0x010101;
                case "gray alpha" -> premultiplied(alpha, gray(quarters[i]) * 0x010101);
                case "cmyk", "cmyk alpha" -> OPAQUE | quarters[i]; // inks without black
                default -> premultiplied(alpha, quarters[i]);
            };
        }
        return new Input(
                "TIFF " + kind + (big ? " big" : ""),
                name,
                tiffFile(kind, bits, alpha, little, big),
                seen,
                kind.startsWith("cmyk") ? 8 : 3,
                size());
    }

    private byte[] tiffFile(String kind, int bits, int alpha, boolean little, boolean big) {
        int colors = kind.startsWith("rgb") || kind.equals("extra sample") ? 3 : kind.startsWith("cmyk") ? 4 : 1;
        boolean extra = kind.contains("alpha") || kind.equals("rgb premultiplied") || kind.equals("extra sample");
        int samples = colors + (extra ? 1 : 0);
        boolean planar = kind.equals("rgb planar");
        int packing = pick(List.of(1, 1, 8, 32946));
        int rowsPerStrip = pick(List.of(height, 7, 1));
        var strips = new ArrayList<byte[]>();
        for (int plane = 0; plane < (planar ? samples : 1); plane++) {
            for (int top = 0; top < height; top += rowsPerStrip) {
                Rows rows = new Rows(little);
                for (int y = top; y < Math.min(height, top + rowsPerStrip); y++) {
                    for (int x = 0; x < width; x++) {
                        for (int sample = planar ? plane : 0; sample < (planar ? plane + 1 : samples); sample++) {
                            rows.put(tiffSample(kind, quarter(x, y), sample, colors, alpha, bits), bits);
                        }
                    }
                    rows.endRow(1);
                }
                strips.add(packing == 1 ? rows.bytes() : deflated(rows.bytes()));
            }
        }
        var entries = new TreeMap<Integer, long[]>(); // type, values
        entries.put(256, new long[] {3, width});
        entries.put(257, new long[] {4, height});
        long[] depth = new long[samples + 1];
        java.util.Arrays.fill(depth, bits);
        depth[0] = 3;
        entries.put(258, depth);
        entries.put(259, new long[] {3, packing});
        entries.put(262, new long[] {
            3,
            switch (kind) {
                case "white is zero" -> 0;
                case "bilevel", "gray", "gray alpha" -> 1;
                case "palette" -> 3;
                case "cmyk", "cmyk alpha" -> 5;
                default -> 2;
            }
        });
        entries.put(277, new long[] {3, samples});
        entries.put(278, new long[] {3, rowsPerStrip});
        entries.put(284, new long[] {3, planar ? 2 : 1});
        if (extra) {
            entries.put(338, new long[] {3, kind.equals("extra sample") ? 0 : kind.contains("premultiplied") ? 1 : 2});
        }
        if (kind.equals("palette")) {
            long[] map = new long[1 + 3 * (1 << bits)];
            map[0] = 3;
            for (int i = 0; i < 4; i++) {
                for (int channel = 0; channel < 3; channel++) {
                    map[1 + channel * (1 << bits) + i] = 257L * (quarters[i] >> 16 - 8 * channel & 0xFF);
                }
            }
            entries.put(320, map);
        }
        if (random.nextInt(3) == 0) {
            entries.put(33432, new long[] {3, 1}); // an entry of the wrong type
        }
        return laidOut(entries, strips, little, big);
    }

    private long tiffSample(String kind, int quarter, int sample, int colors, int alpha, int bits) {
        int color = quarters[quarter];
        if (sample >= colors) {
            return sample(alpha, bits); // of an extra one it is not said what it means: nothing that is seen
        }
        int value = switch (kind) {
            case "palette" -> -1;
            case "white is zero" -> 255 - gray(color);
            case "bilevel", "gray", "gray alpha" -> gray(color);
            case "cmyk", "cmyk alpha" -> sample == 3 ? 0 : 255 - (color >> 16 - 8 * sample & 0xFF);
            default -> color >> 16 - 8 * sample & 0xFF;
        };
        if (value < 0) {
            return quarter;
        }
        if (kind.equals("white is zero")) {
            return (1L << bits) - 1 - sample(gray(color), bits);
        }
        return kind.contains("premultiplied") ? sample(value, bits) * alpha / 255 : sample(value, bits);
    }

    private static byte[] laidOut(TreeMap<Integer, long[]> entries, List<byte[]> strips, boolean little, boolean big) {
        int word = big ? 8 : 4;
        int header = big ? 16 : 8;
        int entry = big ? 20 : 12;
        int more = entries.size() + 2;
        int valuesAt = header + (big ? 8 : 2) + more * entry + word;
        entries.put(273, new long[1 + strips.size()]);
        entries.put(279, new long[1 + strips.size()]);
        int room =
                entries.values().stream().mapToInt(values -> 8 * values.length).sum();
        int at = valuesAt + room;
        for (int i = 0; i < strips.size(); i++) {
            entries.get(273)[i + 1] = at;
            entries.get(279)[i + 1] = strips.get(i).length;
            at += strips.get(i).length;
        }
        entries.get(273)[0] = 4;
        entries.get(279)[0] = 4;
        ByteBuffer file = ByteBuffer.allocate(at).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        file.put((little ? "II" : "MM").getBytes(StandardCharsets.US_ASCII)).putShort((short) (big ? 43 : 42));
        if (big) {
            file.putShort((short) 8).putShort((short) 0).putLong(header).putLong(more);
        } else {
            file.putInt(header).putShort((short) more);
        }
        int values = valuesAt;
        for (var tag : entries.entrySet()) {
            long[] all = tag.getValue();
            int size = all[0] == 3 ? 2 : 4;
            int count = all.length - 1;
            file.putShort(tag.getKey().shortValue()).putShort((short) all[0]);
            if (big) {
                file.putLong(count);
            } else {
                file.putInt(count);
            }
            int place = count * size <= word ? file.position() : values;
            if (place == values) {
                if (big) {
                    file.putLong(values);
                } else {
                    file.putInt(values);
                }
                values += count * size + count * size % 2;
            } else {
                file.position(file.position() + word);
            }
            for (int i = 0; i < count; i++) {
                if (size == 2) {
                    file.putShort(place + 2 * i, (short) all[i + 1]);
                } else {
                    file.putInt(place + 4 * i, (int) all[i + 1]);
                }
            }
        }
        file.position(valuesAt + room);
        strips.forEach(file::put);
        return file.array();
    }

    // ---- BMP

    private Input bmp(String name) {
        int bits = pick(List.of(1, 4, 8, 16, 24, 32));
        int header = pick(List.of(12, 40, 52, 56, 64, 108, 124));
        boolean old = header == 12;
        if (old && bits == 32 || old && bits == 16 || header == 64 && bits > 24 || header == 64 && bits == 16) {
            bits = 24;
        }
        boolean upsideDown = !old && header != 64 && random.nextInt(3) == 0;
        boolean masks = bits == 16 && header > 40 && header != 64;
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            int q = bits == 1 ? i & 1 : i;
            seen[i] = OPAQUE
                    | (bits == 16
                            ? masks
                                    ? quantized(quarters[i] >> 16 & 0xFF, 5) << 16
                                            | quantized(quarters[i] >> 8 & 0xFF, 6) << 8
                                            | quantized(quarters[i] & 0xFF, 5)
                                    : overall(quarters[i], PixelKinds::quantized, 5)
                            : quarters[q]);
        }
        Rows rows = new Rows(true);
        for (int line = 0; line < height; line++) {
            int y = upsideDown ? line : height - 1 - line;
            for (int x = 0; x < width; x++) {
                int q = quarter(x, y);
                int color = quarters[q];
                int red = color >> 16 & 0xFF;
                int green = color >> 8 & 0xFF;
                int blue = color & 0xFF;
                switch (bits) {
                    case 16 ->
                        rows.put(
                                masks
                                        ? sample(red, 5) << 11 | sample(green, 6) << 5 | sample(blue, 5)
                                        : sample(red, 5) << 10 | sample(green, 5) << 5 | sample(blue, 5),
                                16);
                    case 24 -> rows.put(blue << 16 | green << 8 | red, 24);
                    case 32 -> rows.put(color, 32);
                    default -> rows.put(bits == 1 ? q & 1 : q, bits);
                }
            }
            rows.endRow(4);
        }
        int colors = bits <= 8 ? bits == 1 ? 2 : 4 : 0;
        int paletteBytes = bits > 8 ? 0 : (old ? 3 : 4) * (old ? 1 << bits : colors);
        byte[] pixels = rows.bytes();
        ByteBuffer file =
                ByteBuffer.allocate(14 + header + paletteBytes + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B')
                .put((byte) 'M')
                .putInt(random.nextInt(4) == 0 ? 0 : file.capacity())
                .putInt(0);
        file.putInt(14 + header + paletteBytes).putInt(header);
        if (old) {
            file.putShort((short) width)
                    .putShort((short) height)
                    .putShort((short) 1)
                    .putShort((short) bits);
        } else {
            file.putInt(width)
                    .putInt(upsideDown ? -height : height)
                    .putShort((short) 1)
                    .putShort((short) bits);
            file.putInt(masks ? 3 : 0)
                    .putInt(random.nextBoolean() ? 0 : pixels.length)
                    .putInt(2835)
                    .putInt(2835);
            file.putInt(colors).putInt(0);
            if (masks) {
                file.putInt(0xF800).putInt(0x7E0).putInt(0x1F);
            }
        }
        file.position(14 + header);
        for (int i = 0; i < colors; i++) {
            file.put((byte) quarters[i]).put((byte) (quarters[i] >> 8)).put((byte) (quarters[i] >> 16));
            if (!old) {
                file.put((byte) 0);
            }
        }
        file.position(14 + header + paletteBytes).put(pixels);
        return new Input("BMP header " + header + " of " + bits, name, file.array(), seen, 2, size());
    }

    // ---- Photoshop

    private Input psd(String name) {
        int mode = pick(List.of(1, 1, 2, 3, 3, 4, 8));
        int bits = mode == 2 ? 8 : pick(List.of(8, 8, 16));
        int colors = mode == 3 ? 3 : mode == 4 ? 4 : 1;
        int alpha = random.nextInt(3) == 0 && mode != 2 && mode != 8 ? 128 : 255;
        boolean merged = alpha < 255;
        boolean packed = random.nextBoolean();
        int[] seen = new int[4];
        for (int i = 0; i < 4; i++) {
            int color = colors == 1 && mode != 2 ? gray(quarters[i]) * 0x010101 : quarters[i];
            seen[i] = mode == 4 ? OPAQUE | color : premultiplied(alpha, color);
        }
        var file = new ByteArrayOutputStream();
        int channels = colors + (merged ? 1 : 0);
        file.writeBytes("8BPS\0\1\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(ByteBuffer.allocate(14)
                .putShort((short) channels)
                .putInt(height)
                .putInt(width)
                .putShort((short) bits)
                .putShort((short) mode)
                .array());
        ByteBuffer palette = ByteBuffer.allocate(mode == 2 ? 4 + 768 : mode == 8 ? 4 + 20 : 4);
        palette.putInt(palette.capacity() - 4);
        for (int i = 0; mode == 2 && i < 12; i++) {
            palette.put(4 + i % 3 * 256 + i / 3, (byte) (quarters[i / 3] >> 16 - 8 * (i % 3)));
        }
        file.writeBytes(palette.array());
        file.writeBytes(new byte[4]);
        // one layer, whose negative number says that the transparency is that of the whole
        file.writeBytes(
                merged
                        ? ByteBuffer.allocate(16)
                                .putInt(12)
                                .putInt(8)
                                .putShort((short) -1)
                                .array()
                        : new byte[4]);
        Rows lengths = new Rows(false);
        Rows rows = new Rows(false);
        for (int channel = 0; channel < channels; channel++) {
            for (int y = 0; y < height; y++) {
                Rows row = new Rows(false);
                for (int x = 0; x < width; x++) {
                    int q = quarter(x, y);
                    int value = channel >= colors
                            ? alpha
                            : mode == 2
                                    ? q
                                    : mode == 4 && channel == 3
                                            ? 255
                                            : colors == 1 ? gray(quarters[q]) : quarters[q] >> 16 - 8 * channel & 0xFF;
                    row.put(mode == 2 ? value : sample(value, bits), bits);
                }
                byte[] raw = row.bytes();
                byte[] stored = packed ? packBits(raw) : raw;
                lengths.put(stored.length, 16);
                for (byte one : stored) {
                    rows.put(one, 8);
                }
            }
        }
        file.writeBytes(new byte[] {0, (byte) (packed ? 1 : 0)});
        file.writeBytes(packed ? lengths.bytes() : new byte[0]);
        file.writeBytes(rows.bytes());
        return new Input(
                "PSD mode " + mode + " of " + bits + (merged ? " alpha" : ""),
                name,
                file.toByteArray(),
                seen,
                3,
                size());
    }

    private static byte[] packBits(byte[] raw) {
        var packed = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length; at += 100) {
            int count = Math.min(100, raw.length - at);
            packed.write(count - 1);
            packed.write(raw, at, count);
        }
        return packed.toByteArray();
    }

    // ---- GIF

    private Input gif(String name) {
        String loop = pick(List.of("none", "NETSCAPE2.0", "NETSCAPE2.0", "ANIMEXTS1.0", "buffered"));
        int repeats = random.nextInt(3);
        int frames = 1 + random.nextInt(3);
        boolean interlaced = random.nextInt(3) == 0;
        boolean local = random.nextBoolean();
        boolean late = random.nextInt(4) == 0;
        var file = new ByteArrayOutputStream();
        file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
        file.writeBytes(little(width, height));
        file.write(local ? 0 : 0x81);
        file.write(0);
        file.write(0);
        byte[] palette = new byte[12];
        for (int i = 0; i < 12; i++) {
            palette[i] = (byte) (quarters[i / 3] >> 16 - 8 * (i % 3));
        }
        if (!local) {
            file.writeBytes(palette);
        }
        byte[] extension = switch (loop) {
            case "none" -> new byte[0];
            case "buffered" ->
                Samples.joined(
                        new byte[] {0x21, -1, 11},
                        "NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII),
                        new byte[] {5, 2, 0, 0, 1, 0, 3, 1, (byte) repeats, 0, 0});
            default ->
                Samples.joined(new byte[] {0x21, -1, 11}, loop.getBytes(StandardCharsets.US_ASCII), new byte[] {
                    3, 1, (byte) repeats, 0, 0
                });
        };
        if (!late) {
            file.writeBytes(extension);
        }
        for (int frame = 0; frame < frames; frame++) {
            if (random.nextBoolean()) {
                file.writeBytes(new byte[] {0x21, (byte) 0xFE, 3, 'a', 'b', 'c', 0});
            }
            file.writeBytes(new byte[] {0x21, (byte) 0xF9, 4, 4, 5, 0, 0, 0});
            file.write(0x2C);
            file.writeBytes(new byte[4]);
            file.writeBytes(little(width, height));
            file.write((local ? 0x81 : 0) | (interlaced ? 0x40 : 0));
            if (local) {
                file.writeBytes(palette);
            }
            gifPixels(file, interlaced);
            if (late && frame == 0) {
                file.writeBytes(extension);
            }
        }
        file.write(0x3B);
        int[] seen = new int[4];
        java.util.Arrays.setAll(seen, i -> OPAQUE | quarters[i]);
        Map<String, String> facts = size();
        facts.put("animated", String.valueOf(frames > 1));
        facts.put("frames", String.valueOf(frames));
        facts.put("plays", frames == 1 ? "still" : loop.equals("none") ? "1" : repeats == 0 ? "0" : "" + (repeats + 1));
        return new Input("GIF " + loop + (late ? " late" : ""), name, file.toByteArray(), seen, 0, facts);
    }

    private static byte[] little(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    /// Codes of three bits, cleared before the table could grow to four.
    private void gifPixels(ByteArrayOutputStream file, boolean interlaced) {
        var lines = new ArrayList<Integer>();
        int[][] passes = interlaced ? new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}} : new int[][] {{0, 1}};
        for (int[] pass : passes) {
            for (int y = pass[0]; y < height; y += pass[1]) {
                lines.add(y);
            }
        }
        var codes = new ArrayList<Integer>();
        int since = 2;
        for (int y : lines) {
            for (int x = 0; x < width; x++) {
                if (since == 2) {
                    codes.add(4);
                    since = 0;
                }
                codes.add(quarter(x, y));
                since++;
            }
        }
        codes.add(5);
        byte[] packed = new byte[(codes.size() * 3 + 7) / 8];
        for (int i = 0; i < codes.size() * 3; i++) {
            if ((codes.get(i / 3) >> i % 3 & 1) != 0) {
                packed[i / 8] |= (byte) (1 << i % 8);
            }
        }
        file.write(2);
        for (int at = 0; at < packed.length; at += 255) {
            int count = Math.min(255, packed.length - at);
            file.write(count);
            file.write(packed, at, count);
        }
        file.write(0);
    }
}
