package dev.vitrine.picture;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Rendition;
import dev.vitrine.picture.format.CopyFormat;
import dev.vitrine.picture.format.CopyMetadata;
import dev.vitrine.picture.metadata.CopyrightTexts;
import dev.vitrine.picture.metadata.ExifWriter;
import dev.vitrine.picture.metadata.Iptc;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.XmpCopy;
import dev.vitrine.picture.metadata.XmpPacket;
import dev.vitrine.picture.pixels.PixelRows;
import java.io.IOException;
import java.util.List;

/// What of the metadata of a file goes into a copy that is made anew.
final class CopiedMetadata {
    private static final byte[] NONE = new byte[0];

    private CopiedMetadata() {}

    static CopyMetadata of(MetadataBlocks blocks, Rendition rendition, PixelRows picture, ImageFacts facts)
            throws IOException {
        return switch (rendition.metadata()) {
            case NONE -> CopyMetadata.NONE;
            case COPYRIGHT -> rights(blocks, rendition.type());
            case ALL -> all(blocks, rendition.type(), picture, facts);
        };
    }

    /// Whatever says it, each place for it says the same.
    private static CopyMetadata rights(MetadataBlocks blocks, ImageType type) throws IOException {
        CopyrightTexts rights = CopyrightTexts.of(new Metadata(blocks));
        return new CopyMetadata(rights.exif(), rights.xmp(), type == ImageType.JPEG ? rights.iptc() : NONE);
    }

    private static CopyMetadata all(MetadataBlocks blocks, ImageType type, PixelRows picture, ImageFacts facts)
            throws IOException {
        boolean isCorrected = !facts.text(Attribute.CAMERA_TAKEN_AT).isEmpty();
        byte[] exif = blocks.exif().isEmpty()
                        && !(isCorrected && facts.takenAt().isPresent())
                ? NONE
                : ExifWriter.copy(blocks.exif(), picture.width(), picture.height(), isCorrected, facts.takenAt());
        byte[] iptc = blocks.iptc().isEmpty() || type != ImageType.JPEG
                ? NONE
                : Iptc.stillTrue(blocks.iptc().getFirst(), isCorrected);
        boolean isIptcLeft =
                !CopyFormat.fits(iptc) || iptc.length == 0 && !blocks.iptc().isEmpty();
        byte[] packet =
                packet(blocks, isCorrected, isIptcLeft || !blocks.texts().isEmpty());
        return new CopyMetadata(
                exif,
                type != ImageType.JPEG || CopyFormat.fits(packet)
                        ? packet
                        : CopyrightTexts.of(new Metadata(blocks)).xmp(),
                CopyFormat.fits(iptc) ? iptc : NONE);
    }

    /// @param isCorrected whether the moment when it was taken is another one
    /// @param isAlone whether others that say something have no place in the copy: then the packet says it
    private static byte[] packet(MetadataBlocks blocks, boolean isCorrected, boolean isAlone) {
        byte[] packet = first(blocks);
        try {
            byte[] kept = XmpCopy.stillTrue(packet, isCorrected);
            return isAlone ? saying(kept, new Metadata(blocks)) : kept;
        } catch (IOException _) {
            return packet.length == 0
                    ? NONE
                    : packet(withoutXmp(blocks), isCorrected, isAlone); // a damaged one says nothing
        }
    }

    private static byte[] saying(byte[] packet, Metadata metadata) throws IOException {
        byte[] said = XmpCopy.withRights(packet, metadata.creator(), metadata.copyright());
        Caption read = CaptionReader.caption(new Metadata(MetadataBlocks.NONE.withXmp(said)));
        return XmpPacket.withCaption(said, read, CaptionReader.caption(metadata), "");
    }

    private static byte[] first(MetadataBlocks blocks) {
        return blocks.xmp().isEmpty() ? NONE : blocks.xmp().getFirst();
    }

    private static MetadataBlocks withoutXmp(MetadataBlocks blocks) {
        return new MetadataBlocks(blocks.exif(), List.of(), blocks.iptc(), blocks.texts());
    }
}
