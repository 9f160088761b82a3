package dev.vitrine.picture.format;

import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.pixels.Colors;
import dev.vitrine.picture.pixels.PixelRows;
import dev.vitrine.picture.pixels.Premultiplied;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Rows as programs write them for one another: PGM, PPM and PAM (Netpbm), eight or sixteen bits a sample.
final class PortableRows implements PixelRows {
    private static final int LONGEST_WORD = 32;
    private static final int MAX_BYTE = 255;
    private static final int MAX_SAMPLE = 65535;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,9}");
    private static final Set<String> KINDS = Set.of("GRAYSCALE", "RGB", "GRAYSCALE_ALPHA", "RGB_ALPHA");

    private final InputStream in;
    private final Deadline deadline;
    private final int width;
    private final int height;
    private final int channels;
    private final int max;
    private final byte[] line;

    /// @param in at its beginning, which its owner closes
    PortableRows(InputStream in, Deadline deadline) throws IOException {
        this.in = in;
        this.deadline = deadline;
        Map<String, String> header = switch (word()) {
            case "P5" -> numbered("1", "GRAYSCALE");
            case "P6" -> numbered("3", "RGB");
            case "P7" -> named();
            default -> Map.of();
        };
        width = number(header, "WIDTH");
        height = number(header, "HEIGHT");
        max = number(header, "MAXVAL");
        channels = KINDS.contains(header.getOrDefault("TUPLTYPE", "")) ? number(header, "DEPTH") : 0;
        if (channels < 1 || channels > 4 || max < 1 || max > MAX_SAMPLE || !Limits.admits(width, height)) {
            throw new MalformedException("it has no image in it");
        }
        line = new byte[width * channels * (max > MAX_BYTE ? 2 : 1)];
    }

    private Map<String, String> named() throws IOException {
        var values = new HashMap<String, String>();
        for (String key = word(); !key.equals("ENDHDR"); key = word()) {
            values.merge(key, word(), (first, more) -> first + " " + more);
        }
        return values;
    }

    private Map<String, String> numbered(String depth, String kind) throws IOException {
        return Map.of("WIDTH", word(), "HEIGHT", word(), "MAXVAL", word(), "DEPTH", depth, "TUPLTYPE", kind);
    }

    private static int number(Map<String, String> header, String key) {
        String digits = header.getOrDefault(key, "");
        return DIGITS.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
    }

    /// And the one character behind it.
    private String word() throws IOException {
        var word = new StringBuilder();
        int next = in.read();
        while (next > ' ' || word.isEmpty()) {
            if (next < 0 || word.length() == LONGEST_WORD) {
                throw new MalformedException("it has no image in it");
            }
            if (next > ' ') {
                word.append((char) next);
            }
            next = in.read();
        }
        return word.toString();
    }

    Colors colors() {
        return channels < 3 ? Colors.GRAY : Colors.RGB;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public boolean isOpaque() {
        return channels % 2 == 1;
    }

    @Override
    public void row(int y, int[] to) {
        try {
            deadline.check();
            if (in.readNBytes(line, 0, line.length) < line.length) {
                throw new EOFException("ends within row " + y);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int x = 0, i = 0; x < width; x++, i += channels) {
            int first = sample(i);
            int color = channels < 3 ? first * 0x010101 : first << 16 | sample(i + 1) << 8 | sample(i + 2);
            to[x] = isOpaque() ? 0xFF000000 | color : Premultiplied.of(sample(i + channels - 1) << 24 | color);
        }
    }

    private int sample(int i) {
        if (max == MAX_BYTE) {
            return line[i] & 0xFF;
        }
        int sample = max > MAX_BYTE ? (line[2 * i] & 0xFF) << 8 | line[2 * i + 1] & 0xFF : line[i] & 0xFF;
        return Math.min(MAX_BYTE, (sample * 2 * MAX_BYTE + max) / (2 * max));
    }
}
