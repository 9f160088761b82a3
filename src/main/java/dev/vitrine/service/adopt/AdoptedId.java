package dev.vitrine.service.adopt;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageSource;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/// The id of the image that an object of a bucket becomes: the same for the same object, bytes and user.
final class AdoptedId {
    private AdoptedId() {}

    static String of(String bucket, SourceObject object, String userId) {
        String what =
                String.join("\n", userId, bucket, object.eTag(), Long.toString(object.sizeBytes()), object.path());
        byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
        String hash = Sha256.of(ImageSource.ofBytes("", bytes), _ -> {});
        long high = HexFormat.fromHexDigitsToLong(hash, 0, 16) & ~0xF000L | 0x8000L; // RFC 9562, version 8
        long low = HexFormat.fromHexDigitsToLong(hash, 16, 32) & ~(3L << 62) | 2L << 62;
        return new UUID(high, low).toString();
    }
}
