package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.IOException;
import java.util.List;

/// Fuji's raw files: a container that names its preview, which has the Exif block.
final class RafFormat extends RawFormat {
    private static final int PREVIEW = 84;

    RafFormat() {
        super(ImageType.RAF);
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "FUJIFILMCCD-RAW");
    }

    @Override
    List<RawPreview> previews(SourceBytes bytes) throws IOException {
        return RawPreview.at(bytes, bytes.u32(PREVIEW, true), bytes.u32(PREVIEW + 4, true)).stream()
                .toList();
    }

    /// It has none but those of the preview.
    @Override
    MetadataBlocks metadata(SourceBytes bytes) {
        return MetadataBlocks.NONE;
    }

    @Override
    Orientation turn(SourceBytes bytes, RawPreview preview) {
        return Orientation.UPRIGHT;
    }

    /// Its preview, and what else its header names: a block about the sensor and the sensor's readings.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        long needed = 0;
        for (int part = PREVIEW; part < PREVIEW + 3 * 8; part += 8) {
            needed = Math.max(needed, bytes.u32(part, true) + bytes.u32(part + 4, true));
        }
        return FileEnd.of(bytes.size(), needed);
    }
}
