package dev.vitrine.picture.metadata;

import java.nio.charset.StandardCharsets;

/// XMP packets are searched, not parsed: an XML parser would be one more door for hostile files.
public final class Xmp {
    private Xmp() {}

    public static boolean hasLocation(byte[] packet) {
        return new String(packet, StandardCharsets.ISO_8859_1).contains("GPSLatitude");
    }
}
