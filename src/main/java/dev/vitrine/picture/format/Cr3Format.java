package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Canon's raw files since 2018: boxes as in a film, previews wherever they are found.
final class Cr3Format extends RawFormat {
    /// The name of the box that holds an XMP packet (XMP specification, part 3).
    private static final String XMP =
            "\u00BE\u007A\u00CF\u00CB\u0097\u00A9\u0042\u00E8" + "\u009C\u0071\u0099\u0094\u0091\u00E3\u00AF\u00AC";

    Cr3Format() {
        super(ImageType.CR3);
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(4, "ftypcrx ");
    }

    @Override
    List<RawPreview> previews(SourceBytes bytes) {
        return List.of();
    }

    @Override
    MetadataBlocks metadata(SourceBytes bytes) throws IOException {
        List<Box> all = Boxes.list(bytes, 0, bytes.size());
        byte[] xmp = new byte[0];
        for (Box box : all) {
            boolean isXmp = box.type().equals("uuid") && bytes.has(box.start(), XMP) && box.length() <= Limits.MAX_EXIF;
            xmp = isXmp ? bytes.bytes(box.start() + XMP.length(), box.length() - XMP.length()) : xmp;
        }
        return MetadataBlocks.NONE
                .withExif(exif(bytes, Boxes.first(all, "moov")))
                .withXmp(xmp);
    }

    private static Exif exif(SourceBytes bytes, Optional<Box> movie) throws IOException {
        if (movie.isPresent()) {
            for (Box own : Boxes.list(bytes, movie.get().start(), movie.get().end())) {
                List<Box> blocks =
                        own.type().equals("uuid") ? Boxes.list(bytes, own.start() + 16, own.end()) : List.of();
                if (Boxes.first(blocks, "CMT1").isPresent()) {
                    return Exif.of(block(bytes, blocks, "CMT1"))
                            .with(block(bytes, blocks, "CMT2"), block(bytes, blocks, "CMT4"));
                }
            }
        }
        return Exif.of(new byte[0]);
    }

    /// The main directory is in CMT1, the camera's in CMT2, the maker's in CMT3, the coordinates are in CMT4, each
    /// as a TIFF structure of its own.
    private static byte[] block(SourceBytes bytes, List<Box> blocks, String type) throws IOException {
        Optional<Box> block = Boxes.first(blocks, type).filter(box -> box.length() <= Limits.MAX_EXIF);
        return block.isPresent() ? bytes.bytes(block.get().start(), block.get().length()) : new byte[0];
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return BoxedEnd.of(bytes);
    }
}
