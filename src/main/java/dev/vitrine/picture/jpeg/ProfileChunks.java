package dev.vitrine.picture.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pieces of an ICC profile, numbered from one, in APP2 segments (ICC.1, annex B.4).
final class ProfileChunks {
    private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX = NAME.length + 2;
    /// A profile's own header is 128 bytes, with `acsp` at byte 36.
    private static final int PROFILE_HEADER = 128;

    private final byte[] file;
    private final SortedMap<Integer, Segment> chunks = new TreeMap<>();
    private int count;

    ProfileChunks(byte[] file) {
        this.file = file;
    }

    void take(Segment segment) {
        int at = segment.offset();
        if (segment.length() > PREFIX
                && segment.whole()
                && Arrays.equals(file, at, at + NAME.length, NAME, 0, NAME.length)) {
            chunks.putIfAbsent(file[at + NAME.length] & 0xFF, segment);
            count = file[at + NAME.length + 1] & 0xFF;
        }
    }

    /// The whole profile, or nothing when a piece is missing or the pieces together are no profile.
    byte[] assemble() {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        for (int number = 1; number <= count; number++) {
            Segment chunk = chunks.get(number);
            if (chunk == null) {
                return new byte[0];
            }
            profile.write(file, chunk.offset() + PREFIX, chunk.length() - PREFIX);
        }
        byte[] bytes = profile.toByteArray();
        return looksLikeProfile(bytes) ? bytes : new byte[0];
    }

    private static boolean looksLikeProfile(byte[] bytes) {
        return bytes.length >= PROFILE_HEADER && new String(bytes, 36, 4, StandardCharsets.US_ASCII).equals("acsp");
    }
}
