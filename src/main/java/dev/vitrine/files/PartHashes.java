package dev.vitrine.files;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The SHA-256 of a source and of each of its parts, taken in one pass: a store that sends parts then need not read and
/// hash everything again.
///
/// @param whole as 64 lower-case hex digits
/// @param parts a digest for each {@link #PART} bytes, the last part being what is left
public record PartHashes(String whole, List<byte[]> parts) {
    /// In bytes. What is larger may be sent in parts of this size.
    public static final long PART = 16L << 20;

    private static final int CHUNK = 128 << 10;

    /// A source that may have been hashed before.
    public interface Known {
        Optional<PartHashes> partHashes();
    }

    public PartHashes {
        parts = List.copyOf(parts);
    }

    /// Reads the source to its end.
    ///
    /// @throws ImageException when it cannot be read, or one that says so when the thread is interrupted
    public static PartHashes of(ImageSource source) {
        try {
            if (source.size() > PART) {
                return ofSeveral(source);
            }
        } catch (IOException e) {
            throw FileFailures.reading(source.name(), e);
        }
        String whole = Sha256.of(source, _ -> {});
        return new PartHashes(whole, List.of(HexFormat.of().parseHex(whole)));
    }

    private static PartHashes ofSeveral(ImageSource source) throws IOException {
        var whole = new Sha256();
        var part = new Sha256();
        var parts = new ArrayList<byte[]>();
        var chunk = new byte[CHUNK];
        long left = PART;
        try (InputStream bytes = source.open()) {
            for (int read = bytes.read(chunk);
                    read >= 0;
                    read = bytes.read(chunk, 0, (int) Math.min(chunk.length, left))) {
                ImageException.Cancelled.throwIfInterrupted();
                whole.update(chunk, 0, read);
                part.update(chunk, 0, read);
                left -= read;
                if (left == 0) {
                    parts.add(part.bytes());
                    left = PART;
                }
            }
        }
        if (left < PART) {
            parts.add(part.bytes());
        }
        return new PartHashes(whole.hex(), parts);
    }
}
