package dev.vitrine.picture;

import dev.vitrine.files.FileNames;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.picture.format.Formats;
import dev.vitrine.picture.format.Header;
import dev.vitrine.picture.input.EditedSource;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.metadata.Metadata;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.XmpPacket;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Writes title, description, tags and stars into a copy of a file, as an XMP packet that other programs read; or into
/// a sidecar beside it. What Exif and IPTC say instead is taken out; pixels, and all else that others wrote, stay.
public final class CaptionWriter {
    private final Caption caption;
    private final String nameAsTitle;

    /// @param name of the file: a title that is nothing else is not written where there was none
    public CaptionWriter(Caption caption, String name) {
        this.caption = caption;
        this.nameAsTitle = FileNames.withoutExtension(name);
    }

    /// The source itself where it says all of it already, and nothing else; empty where it cannot be done safely:
    /// the type has no place for it, or this file is odd.
    public Optional<ImageSource> written(ImageSource source) {
        try {
            ImageSource cleared = withoutLegacyTexts(source);
            Optional<ImageSource> written = withPacket(cleared);
            return written.filter(copy -> copy == source || !hasCredentials(source));
        } catch (ImageException.Invalid | IOException _) {
            return Optional.empty();
        }
    }

    private ImageSource withoutLegacyTexts(ImageSource source) throws IOException {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(source.name(), bytes);
            var texts = new LegacyTexts(
                    caption,
                    new Metadata(header.metadata()).title(),
                    caption.title().equals(nameAsTitle));
            List<FileEdit> edits = Formats.of(header.type()).withoutLegacyTexts(bytes, texts);
            return edits.isEmpty() ? source : new EditedSource(source, edits);
        }
    }

    private Optional<ImageSource> withPacket(ImageSource source) throws IOException {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(source.name(), bytes);
            var isChanged = new AtomicBoolean();
            Optional<List<FileEdit>> edits = Formats.of(header.type()).withPacket(bytes, there -> {
                byte[] packet = packet(there);
                isChanged.set(!Arrays.equals(packet, there));
                return packet;
            });
            if (edits.isPresent() && isChanged.get()) {
                return Optional.of(new EditedSource(source, edits.get()));
            }
            List<byte[]> packets = header.metadata().xmp();
            boolean isSaid = edits.isPresent() || packets.size() <= 1 && isSound(packets);
            return isSaid ? Optional.of(source) : Optional.empty();
        }
    }

    private static boolean hasCredentials(ImageSource source) {
        try (SourceBytes bytes = SourceBytes.openToInspect(source)) {
            Header header = HeaderCheck.read(source.name(), bytes);
            return Formats.of(header.type()).hasCredentials(bytes);
        } catch (IOException _) {
            return true;
        }
    }

    /// Whether a written copy is what it was to become, by what a reader makes of it.
    public boolean isSound(ImageSource source, ImageSource copy) {
        try (SourceBytes from = SourceBytes.openToInspect(source);
                SourceBytes to = SourceBytes.openToInspect(copy)) {
            Header before = HeaderCheck.read(source.name(), from);
            Header after = HeaderCheck.read(copy.name(), to);
            return isSound(after.metadata().xmp())
                    && after.type() == before.type()
                    && after.width() == before.width()
                    && after.height() == before.height()
                    && after.orientation().equals(before.orientation());
        } catch (ImageException.Invalid | IOException _) {
            return false;
        }
    }

    /// Where nothing is to be said, no packet says it.
    private boolean isSound(List<byte[]> packets) throws IOException {
        byte[] there = packets.isEmpty() ? new byte[0] : packets.getFirst();
        return Arrays.equals(packet(there), there);
    }

    /// The bytes of an XMP file to stand beside an image.
    public byte[] sidecar() {
        try {
            return XmpPacket.of(caption, nameAsTitle);
        } catch (IOException e) {
            throw new IllegalStateException("a new packet is a sound one", e);
        }
    }

    private byte[] packet(byte[] there) throws IOException {
        Caption read = CaptionReader.caption(new Metadata(MetadataBlocks.NONE.withXmp(there)));
        return XmpPacket.withCaption(there, read, caption, nameAsTitle);
    }
}
