package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.pixels.DescribedColors;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the chunks of a PNG say about its colors, as a profile: cICP goes before iCCP, that before sRGB, and that
/// before gAMA with cHRM (W3C PNG, third edition, 4.3). A chunk that cannot be used counts as absent.
final class PngColors {
    private static final int CICP_LENGTH = 4;
    private static final int CHRM_LENGTH = 32;

    private PngColors() {}

    /// Empty for sRGB.
    static byte[] profile(SourceBytes bytes, boolean gray) throws IOException {
        Map<String, PngChunk> chunks = new HashMap<>();
        for (PngChunk chunk : PngChunks.outline(bytes)) {
            if (chunk.type().equals("IDAT")) {
                break;
            }
            if (chunk.start() + chunk.length() <= bytes.size()) {
                chunks.putIfAbsent(chunk.type(), chunk);
            }
        }
        Optional<byte[]> reported = codePoints(bytes, chunks.get("cICP"));
        if (reported.isEmpty()) {
            reported = icc(bytes, chunks.get("iCCP"));
        }
        if (reported.isPresent() || chunks.containsKey("sRGB")) {
            return reported.orElse(new byte[0]);
        }
        return gamma(bytes, gray, chunks);
    }

    private static Optional<byte[]> codePoints(SourceBytes bytes, @Nullable PngChunk chunk) throws IOException {
        return chunk == null || chunk.length() < CICP_LENGTH
                ? Optional.empty()
                : DescribedColors.ofCodePoints(
                        bytes.u8(chunk.start()), bytes.u8(chunk.start() + 1), bytes.u8(chunk.start() + 3) != 0);
    }

    /// Name, NUL, method, deflated profile. A bomb or a damaged one counts as none.
    private static Optional<byte[]> icc(SourceBytes bytes, @Nullable PngChunk chunk) throws IOException {
        if (chunk == null || chunk.length() > Limits.MAX_PROFILE) {
            return Optional.empty();
        }
        byte[] packed = bytes.bytes(chunk.start(), chunk.length());
        int name = 0;
        while (name < Math.min(80, packed.length) && packed[name] != 0) {
            name++;
        }
        byte[] profile = ContentCoding.inflated(packed, name + 2, Limits.MAX_PROFILE);
        return profile.length == 0 ? Optional.empty() : Optional.of(profile);
    }

    /// Chromaticities count where there is a gamma too.
    private static byte[] gamma(SourceBytes bytes, boolean gray, Map<String, PngChunk> chunks) throws IOException {
        PngChunk gamma = chunks.get("gAMA");
        long number = gamma == null || gamma.length() < 4 ? 0 : bytes.u32(gamma.start(), true);
        if (number == 0) {
            return new byte[0];
        }
        double[] chromaticities = chromaticities(bytes, chunks.get("cHRM"));
        return DescribedColors.ofGamma(gray, 100_000.0 / number, chromaticities);
    }

    private static double[] chromaticities(SourceBytes bytes, @Nullable PngChunk chunk) throws IOException {
        if (chunk == null || chunk.length() != CHRM_LENGTH) {
            return new double[0];
        }
        double[] chromaticities = new double[CHRM_LENGTH / 4];
        for (int i = 0; i < chromaticities.length; i++) {
            chromaticities[i] = bytes.u32(chunk.start() + 4 * i, true) / 100_000.0;
        }
        return chromaticities;
    }
}
