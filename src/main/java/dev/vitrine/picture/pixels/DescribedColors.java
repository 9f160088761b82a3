package dev.vitrine.picture.pixels;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// Colors that a file describes in numbers, as an ICC profile that means the same: chromaticities of the primaries and
/// of white, and the curve from numbers to light. The empty profile is sRGB.
///
/// Code points are those of ITU-T H.273. The curves of television are taken as sRGB's, as viewers do; brightness
/// beyond white is cut off.
public final class DescribedColors {
    /// Red, green, blue and white, each x and y.
    private static final double[] SRGB = {0.64, 0.33, 0.30, 0.60, 0.15, 0.06, 0.3127, 0.3290};

    private static final double[] ADOBE = {0.64, 0.33, 0.21, 0.71, 0.15, 0.06, 0.3127, 0.3290};
    private static final double[][] D50_SHARPENED = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final byte[] NONE = new byte[0];
    private static final int STEPS = 1024;
    /// Where white is in PQ, in parts of 10,000 candela per square meter (ITU-R BT.2408).
    private static final double PQ_WHITE = 0.0203;
    /// The light of white in HLG.
    private static final double HLG_WHITE = 0.265;

    private DescribedColors() {}

    /// Adobe RGB (1998), which cameras name without a profile.
    public static byte[] adobeRgb() {
        return rgb(ADOBE, value -> Math.pow(value, 563 / 256.0));
    }

    /// Code points as in an nclx box, of colors that a decoder brings to their full range.
    public static Optional<byte[]> ofCodePoints(int primaries, int transfer) {
        return ofCodePoints(primaries, transfer, true);
    }

    /// Code points as in a cICP chunk; none when they say nothing that is known.
    ///
    /// @param full black is 0 and white the largest number; else they are 16 and 235 of 255, as in television
    public static Optional<byte[]> ofCodePoints(int primaries, int transfer, boolean full) {
        double[] chromaticities = switch (primaries) {
            case 1 -> SRGB;
            case 4 -> new double[] {0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.310, 0.316};
            case 5 -> new double[] {0.64, 0.33, 0.29, 0.60, 0.15, 0.06, 0.3127, 0.3290};
            case 6, 7 -> new double[] {0.630, 0.340, 0.310, 0.595, 0.155, 0.070, 0.3127, 0.3290};
            case 9 -> new double[] {0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290};
            case 11 -> new double[] {0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.314, 0.351};
            case 12 -> new double[] {0.680, 0.320, 0.265, 0.690, 0.150, 0.060, 0.3127, 0.3290};
            default -> new double[0];
        };
        if (chromaticities.length == 0) {
            return Optional.empty();
        }
        DoubleUnaryOperator range = full ? DoubleUnaryOperator.identity() : DescribedColors::ofTelevision;
        return switch (transfer) {
            case 1, 6, 7, 11, 12, 13, 14, 15 ->
                Optional.of(primaries == 1 && full ? NONE : rgb(chromaticities, range.andThen(DescribedColors::srgb)));
            case 4 -> Optional.of(rgb(chromaticities, range.andThen(value -> Math.pow(value, 2.2))));
            case 5 -> Optional.of(rgb(chromaticities, range.andThen(value -> Math.pow(value, 2.8))));
            case 8 -> Optional.of(rgb(chromaticities, range));
            case 16 -> Optional.of(rgb(chromaticities, range.andThen(DescribedColors::pq)));
            case 17 -> Optional.of(rgb(chromaticities, range.andThen(value -> Math.pow(value, 2.6))));
            case 18 -> Optional.of(rgb(chromaticities, range.andThen(DescribedColors::hlg)));
            default -> Optional.empty();
        };
    }

    private static double ofTelevision(double value) {
        return Math.clamp((255 * value - 16) / (235 - 16), 0, 1);
    }

    /// As in the gAMA and cHRM chunks of a PNG.
    ///
    /// @param gray for pictures that have no colors
    /// @param exponent from numbers to light; one near 2.2 is written where sRGB is meant
    /// @param chromaticities white, red, green and blue, each x and y; empty for those of sRGB
    public static byte[] ofGamma(boolean gray, double exponent, double[] chromaticities) {
        DoubleUnaryOperator curve = Math.abs(exponent - 2.2) < 0.03
                ? DescribedColors::srgb
                : value -> Math.pow(value, Math.clamp(exponent, 0.1, 10));
        if (gray) {
            return Math.abs(exponent - 2.2) < 0.03 ? NONE : profile("GRAY", new double[0][], curve);
        }
        double[] xy = chromaticities.length == 0 ? SRGB : chromaticities;
        double[] ordered =
                chromaticities.length == 0 ? xy : new double[] {xy[2], xy[3], xy[4], xy[5], xy[6], xy[7], xy[0], xy[1]};
        return rgb(ordered, curve);
    }

    private static double srgb(double value) {
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    /// SMPTE ST 2084.
    private static double pq(double value) {
        double power = Math.pow(value, 1 / 78.84375);
        double light = Math.max(power - 0.8359375, 0) / (18.8515625 - 18.6875 * power);
        return Math.pow(light, 1 / 0.1593017578125) / PQ_WHITE;
    }

    /// ITU-R BT.2100, for a display of 1,000 candela.
    private static double hlg(double value) {
        double scene =
                value <= 0.5 ? value * value / 3 : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
        return Math.pow(scene / HLG_WHITE, 1.2);
    }

    private static byte[] rgb(double[] xy, DoubleUnaryOperator curve) {
        double[][] columns = new double[3][];
        for (int i = 0; i < 3; i++) {
            columns[i] = xyz(xy[2 * i], xy[2 * i + 1]);
        }
        double[] white = xyz(xy[6], xy[7]);
        double[] strengths = solve(columns, white);
        double[] cones = times(D50_SHARPENED, white);
        double[] target = times(D50_SHARPENED, D50);
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                columns[i][k] *= strengths[i];
            }
            double[] sharpened = times(D50_SHARPENED, columns[i]);
            for (int k = 0; k < 3; k++) {
                sharpened[k] *= target[k] / cones[k];
            }
            columns[i] = solve(transposed(D50_SHARPENED), sharpened);
            for (double part : columns[i]) {
                if (!(Math.abs(part) < 4)) {
                    return NONE; // no colors are described by that
                }
            }
        }
        return profile("RGB ", columns, curve);
    }

    private static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[] times(double[][] rows, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = rows[i][0] * vector[0] + rows[i][1] * vector[1] + rows[i][2] * vector[2];
        }
        return product;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 3; k++) {
                columns[i][k] = rows[k][i];
            }
        }
        return columns;
    }

    /// How much of each column makes up the sum (Cramer's rule).
    private static double[] solve(double[][] columns, double[] sum) {
        double whole = determinant(columns[0], columns[1], columns[2]);
        return new double[] {
            determinant(sum, columns[1], columns[2]) / whole,
            determinant(columns[0], sum, columns[2]) / whole,
            determinant(columns[0], columns[1], sum) / whole
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - a[1] * (b[0] * c[2] - b[2] * c[0])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    /// ICC.1:2001-04, with the tags that it requires.
    private static byte[] profile(String space, double[][] columns, DoubleUnaryOperator curve) {
        String[] tags = columns.length == 0
                ? new String[] {"desc", "cprt", "wtpt", "kTRC"}
                : new String[] {"desc", "cprt", "wtpt", "rTRC", "gTRC", "bTRC", "rXYZ", "gXYZ", "bXYZ"};
        ByteBuffer profile = ByteBuffer.allocate(132 + 12 * tags.length + 92 + 12 + 4 * 20 + 12 + 2 * STEPS);
        profile.putInt(0, profile.capacity())
                .putInt(8, 0x02100000)
                .put(12, ascii("mntr" + space + "XYZ "))
                .put(36, ascii("acsp"))
                .putInt(68, 0x0000F6D6)
                .putInt(72, 0x00010000)
                .putInt(76, 0x0000D32D)
                .putInt(128, tags.length)
                .position(132 + 12 * tags.length);
        int curveAt = 0;
        for (int i = 0; i < tags.length; i++) {
            int at = profile.position();
            switch (tags[i]) {
                case "desc" -> profile.put(ascii("desc")).putInt(0).putInt(1).position(at + 92);
                case "cprt" -> profile.put(ascii("text")).position(at + 12);
                case "wtpt" -> putXyz(profile, D50);
                case "rXYZ", "gXYZ", "bXYZ" -> putXyz(profile, columns[i - 6]);
                default -> {
                    if (curveAt == 0) {
                        curveAt = at;
                        putCurve(profile, curve);
                    }
                }
            }
            boolean shared = tags[i].endsWith("TRC");
            profile.put(132 + 12 * i, ascii(tags[i]))
                    .putInt(136 + 12 * i, shared ? curveAt : at)
                    .putInt(140 + 12 * i, shared ? 12 + 2 * STEPS : profile.position() - at);
        }
        return profile.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void putXyz(ByteBuffer profile, double[] xyz) {
        profile.put(ascii("XYZ ")).putInt(0);
        for (double part : xyz) {
            profile.putInt((int) Math.round(part * 65536));
        }
    }

    private static void putCurve(ByteBuffer profile, DoubleUnaryOperator curve) {
        profile.put(ascii("curv")).putInt(0).putInt(STEPS);
        for (int i = 0; i < STEPS; i++) {
            double light = curve.applyAsDouble(i / (STEPS - 1.0));
            profile.putShort((short) Math.clamp(Math.round(light * 65535), 0, 65535));
        }
    }
}
