package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Camera raw files, shown by the largest finished JPEG inside.
///
/// It is looked for where the file says, and where that is of no help (Canon CR3, Olympus, makers' own blocks, of
/// which the directories name a thumbnail at most) by searching all of it.
abstract class RawFormat implements ImageFormat {
    /// Pixels of a picture that is no more: 640 × 480, or 570 × 375.
    private static final long THUMBNAIL = 640 * 480;

    private final ImageType type;

    RawFormat(ImageType type) {
        this.type = type;
    }

    @Override
    public ImageType type() {
        return type;
    }

    /// The previews that the file itself points to.
    abstract List<RawPreview> previews(SourceBytes bytes) throws IOException;

    /// The raw file's own blocks, which go before those of the preview: some makers leave the time there alone.
    abstract MetadataBlocks metadata(SourceBytes bytes) throws IOException;

    /// How a preview that does not say so itself is to be turned.
    Orientation turn(SourceBytes bytes, RawPreview preview) throws IOException {
        return metadata(bytes).orientation();
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        Optional<RawPreview> preview = largest(bytes);
        MetadataBlocks own = metadata(bytes);
        MetadataBlocks metadata =
                preview.map(found -> own.followedBy(found.header().metadata())).orElse(own);
        Orientation orientation = preview.isPresent() ? orientation(preview.get(), bytes) : own.orientation();
        return Header.of(
                        type,
                        preview.map(found -> found.header().width()).orElse(0),
                        preview.map(found -> found.header().height()).orElse(0),
                        3)
                .withMetadata(metadata)
                .withOrientation(orientation);
    }

    private Orientation orientation(RawPreview preview, SourceBytes bytes) throws IOException {
        return preview.header().orientation() == Orientation.UPRIGHT
                ? turn(bytes, preview)
                : preview.header().orientation();
    }

    /// Of those that the file points to; where that is none or a thumbnail alone, of all that are found in it.
    final Optional<RawPreview> largest(SourceBytes bytes) throws IOException {
        Optional<RawPreview> named = largest(previews(bytes));
        if (named.isPresent() && (named.get().pixels() > THUMBNAIL || namesAll())) {
            return named;
        }
        Optional<RawPreview> found = largest(RawPreview.search(bytes));
        return found.isPresent() ? found : named;
    }

    private static Optional<RawPreview> largest(List<RawPreview> previews) {
        return previews.stream().max(Comparator.comparingLong(RawPreview::pixels));
    }

    /// Whether what it does not name as a preview is something else.
    boolean namesAll() {
        return false;
    }

    /// What is decoded is the preview, and checked again.
    @Override
    public boolean isDecodedScaled() {
        return true;
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        RawPreview preview = largest(bytes)
                .orElseThrow(() -> new UnsupportedException(
                        "is a camera raw file without a preview inside, and cannot be shown."));
        byte[] jpeg = bytes.bytes(preview.offset(), Math.min(preview.length(), Limits.MAX_MEMORY / 4));
        return new DecodeResult.OtherFile(SourceBytes.of(jpeg), Optional.of(header.orientation()));
    }
}
