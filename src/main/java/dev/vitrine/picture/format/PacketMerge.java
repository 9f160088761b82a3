package dev.vitrine.picture.format;

import java.io.IOException;

/// What is to stand in a file's XMP packet instead of what stands there.
public interface PacketMerge {
    /// @param packet empty when there is none
    /// @throws IOException when it cannot be read
    byte[] merged(byte[] packet) throws IOException;
}
