package dev.vitrine.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a picture looks like, in 64 bits: of pictures that look alike, few differ.
///
/// The bits are the signs of its lowest frequencies, across and down, but for the constant one: bit `8 * v + u` is that
/// of the cosine with `u` half waves across and `v` down. So the hash of a turned or mirrored picture follows from that
/// of the picture.
///
/// @param bits 0 stands for "not known", and is no hash
public record PerceptualHash(long bits) {
    /// Pictures with more bits of difference are different pictures.
    public static final int MAX_DISTANCE = 7;

    private static final int SIDE = 8;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");
    /// Of these frequencies, mirroring changes the sign.
    private static final long ODD_ACROSS = 0xAAAAAAAAAAAAAAAAL;

    private static final long ODD_DOWN = 0xFF00FF00FF00FF00L;

    /// Whatever another program may have written is no hash unless it is 16 lower-case hex digits.
    public static Optional<PerceptualHash> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        long bits = Long.parseUnsignedLong(text, 16);
        return bits == 0 ? Optional.empty() : Optional.of(new PerceptualHash(bits));
    }

    public int distance(PerceptualHash other) {
        return distance(turned(), other.bits);
    }

    /// However one of them is turned or mirrored.
    ///
    /// @param turned see [#turned]
    public static int distance(long[] turned, long bits) {
        int min = Long.SIZE;
        for (long each : turned) {
            min = Math.min(min, Long.bitCount(each ^ bits));
        }
        return min;
    }

    /// The bits of the picture as it is, and of its seven turned and mirrored forms.
    public long[] turned() {
        long other = transposed();
        return new long[] {
            bits,
            bits ^ ODD_ACROSS,
            bits ^ ODD_DOWN,
            bits ^ ODD_ACROSS ^ ODD_DOWN,
            other,
            other ^ ODD_ACROSS,
            other ^ ODD_DOWN,
            other ^ ODD_ACROSS ^ ODD_DOWN
        };
    }

    private long transposed() {
        long other = 0;
        for (int at = 0; at < Long.SIZE; at++) {
            other |= (bits >>> at & 1) << at % SIDE * SIDE + at / SIDE;
        }
        return other;
    }

    /// 16 hex digits.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x", bits);
    }
}
