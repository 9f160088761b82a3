package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.PhotoshopResources;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Photoshop documents: the flattened picture, else the small JPEG among the resources.
final class PsdFormat implements ImageFormat {
    private static final int PROFILE = 1039;
    private static final int THUMBNAIL = 1036;
    private static final int VERSION = 1057;
    private static final int THUMBNAIL_HEADER = 28;

    @Override
    public ImageType type() {
        return ImageType.PSD;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "8BPS\0\1") || PsdPicture.isLarge(bytes);
    }

    /// Row by row.
    @Override
    public boolean isDecodedScaled() {
        return true;
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        int channels = bytes.u16(12, true);
        int bits = bytes.u16(22, true);
        if (channels < 1 || channels > 56 || bits != 1 && bits != 8 && bits != 16 && bits != 32) {
            throw new MalformedException(
                    String.format(Locale.ROOT, "%d channels of %d bits are no document", channels, bits));
        }
        return Header.of(
                        ImageType.PSD,
                        bytes.u32(18, true),
                        bytes.u32(14, true),
                        Math.min(channels, 5) * Math.max(1, bits / 8))
                .withProfile(resource(bytes, PROFILE))
                .withMetadata(metadata(bytes))
                .withOrientation(Orientation.UPRIGHT);
    }

    /// The orientation in it is that of the camera: Photoshop has turned the pixels.
    private static MetadataBlocks metadata(SourceBytes bytes) throws IOException {
        long at = 30 + bytes.u32(26, true);
        return MetadataBlocks.NONE.withResources(bytes, at + 4, at + 4 + bytes.u32(at, true));
    }

    /// At most 160 pixels.
    @Override
    public byte[] thumbnail(SourceBytes bytes, Header header) throws IOException {
        byte[] thumbnail = resource(bytes, THUMBNAIL);
        return thumbnail.length <= THUMBNAIL_HEADER
                ? new byte[0]
                : Arrays.copyOfRange(thumbnail, THUMBNAIL_HEADER, thumbnail.length);
    }

    /// Documents of 32 bits, and those saved without a flattened picture, have at least a thumbnail.
    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        byte[] thumbnail = thumbnail(bytes, header);
        if (thumbnail.length > 0 && !isFlattened(bytes)) {
            return new DecodeResult.OtherFile(SourceBytes.of(thumbnail), Optional.empty());
        }
        try {
            return PsdPicture.decode(bytes, header, edge, deadline);
        } catch (IOException e) {
            if (thumbnail.length == 0) {
                throw e;
            }
            return new DecodeResult.OtherFile(SourceBytes.of(thumbnail), Optional.empty());
        }
    }

    @Override
    public Optional<PixelRows> rows(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        return isFlattened(bytes) ? Optional.of(PsdPicture.rows(bytes, header, deadline)) : Optional.empty();
    }

    /// Those that say they are not have a white picture in its place. After a version there is one byte that tells.
    private static boolean isFlattened(SourceBytes bytes) throws IOException {
        byte[] version = resource(bytes, VERSION);
        return version.length < 5 || version[4] != 0;
    }

    /// The pictures are at the end; how long deflated ones are is not told.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        long at = 26;
        for (int section = 0; section < 2; section++) {
            at += 4 + bytes.u32(at, true);
        }
        at = PsdPicture.behindLayers(bytes, at);
        long rows = bytes.u16(12, true) * bytes.u32(14, true);
        long rowBytes = (bytes.u32(18, true) * bytes.u16(22, true) + 7) / 8;
        return switch (bytes.u16(at, true)) {
            case 0 -> FileEnd.of(bytes.size(), at + 2 + rows * rowBytes);
            case 1 -> FileEnd.of(bytes.size(), at + 2 + packed(bytes, at + 2, rows));
            default -> FileEnd.UNCERTAIN;
        };
    }

    /// The bytes of all rows and of their lengths, which lie at a position.
    private static long packed(SourceBytes bytes, long at, long rows) throws IOException {
        boolean large = PsdPicture.isLarge(bytes);
        long sum = rows * (large ? 4 : 2);
        for (long row = 0; row < rows; row++) {
            sum += large ? bytes.u32(at + 4 * row, true) : bytes.u16(at + 2 * row, true);
        }
        return sum;
    }

    private static byte[] resource(SourceBytes bytes, int id) throws IOException {
        long at = 30 + bytes.u32(26, true);
        return PhotoshopResources.find(bytes, at + 4, at + 4 + bytes.u32(at, true), id);
    }
}
