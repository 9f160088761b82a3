package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The chunks of a PNG (W3C PNG, third edition, with APNG). Text chunks are never inflated, profiles only up to a limit.
public final class PngChunks {
    private static final int MAX_CHUNKS = 200_000;

    /// @param start where its data begin
    public record Chunk(String type, long start, long length) {
    }

    private PngChunks() {
    }

    /// Every whole chunk except the text ones; a list that breaks off belongs to a truncated file.
    public static List<Chunk> list(SourceBytes bytes) throws IOException {
        var chunks = new ArrayList<Chunk>();
        long at = 8;
        for (int i = 0; i < MAX_CHUNKS && at + 12 <= bytes.size(); i++) {
            var chunk = new Chunk(bytes.tag(at + 4), at + 8, bytes.u32(at, true));
            if (!chunk.type.endsWith("Xt")) {
                chunks.add(chunk);
            }
            at += 12 + chunk.length;
            if (chunk.type.equals("IEND")) {
                break;
            }
        }
        return chunks;
    }

    public static Header header(SourceBytes bytes) throws IOException {
        if (!bytes.tag(12).equals("IHDR")) {
            throw new MalformedException("its header chunk is missing");
        }
        int width = side(bytes.u32(16, true));
        int height = side(bytes.u32(20, true));
        int bits = bytes.u8(24);
        int channels = switch (bytes.u8(25)) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw new MalformedException("its colour type is unknown");
        };
        Header header = Header.of(ImageType.PNG, width, height, channels * (bits > 8 ? 2 : 1));
        boolean plain = false;
        for (Chunk chunk : list(bytes)) {
            switch (chunk.type) {
                case "sRGB" -> plain = true;
                case "iCCP" -> header = header.withProfile(profile(bytes, chunk));
                case "acTL" -> header = header.withAnimated(bytes.u32(chunk.start, true) > 1);
                case "eXIf" -> {
                    if (chunk.length <= Limits.MAX_EXIF && chunk.start + chunk.length <= bytes.size()) {
                        header = header.withExif(bytes.bytes(chunk.start, (int) chunk.length)).readingExif();
                    }
                }
                default -> { }
            }
        }
        return plain ? header.withProfile(new byte[0]) : header;
    }

    /// A whole chunk, with length and check sum.
    public static byte[] chunk(String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        var check = new CRC32();
        check.update(name);
        check.update(content);
        return ByteBuffer.allocate(12 + content.length).putInt(content.length).put(name).put(content).putInt((int) check.getValue()).array();
    }

    static int side(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }

    /// Name, NUL, method, deflated profile. A bomb or a damaged one counts as none.
    private static byte[] profile(SourceBytes bytes, Chunk chunk) throws IOException {
        if (chunk.length > Limits.MAX_PROFILE || chunk.start + chunk.length > bytes.size()) {
            return new byte[0];
        }
        byte[] packed = bytes.bytes(chunk.start, (int) chunk.length);
        int name = 0;
        while (name < Math.min(80, packed.length) && packed[name] != 0) {
            name++;
        }
        return name + 2 < packed.length ? inflate(packed, name + 2) : new byte[0];
    }

    private static byte[] inflate(byte[] packed, int from) {
        byte[] profile = new byte[64 << 10];
        try (var inflater = new Inflater()) {
            inflater.setInput(packed, from, packed.length - from);
            int length = 0;
            while (!inflater.finished()) {
                if (length == profile.length) {
                    if (length >= Limits.MAX_PROFILE) {
                        return new byte[0];
                    }
                    profile = java.util.Arrays.copyOf(profile, length * 2);
                }
                int count = inflater.inflate(profile, length, profile.length - length);
                if (count == 0 && !inflater.finished()) {
                    return new byte[0];
                }
                length += count;
            }
            return java.util.Arrays.copyOf(profile, length);
        } catch (DataFormatException _) {
            return new byte[0];
        }
    }
}
