package dev.vitrine.picture.format;

/// The blocks of metadata of a new file; empty where there is none.
///
/// @param exif as a TIFF structure
/// @param xmp a packet
/// @param iptc for JPEG alone: others have no place for it
public record CopyMetadata(byte[] exif, byte[] xmp, byte[] iptc) {
    private static final byte[] EMPTY = new byte[0];
    public static final CopyMetadata NONE = new CopyMetadata(EMPTY, EMPTY, EMPTY);
}
