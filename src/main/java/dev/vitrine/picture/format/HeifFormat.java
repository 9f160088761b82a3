package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.LegacyTexts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// HEIC and AVIF: boxes read here, pixels decoded by a program of the system.
final class HeifFormat implements ImageFormat {
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");
    private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

    private final ImageType type;
    private final ImageProgram command;

    /// @param type HEIC or AVIF
    HeifFormat(ImageType type) {
        this(type, ImageProgram.forHeif(ImageProgram.SYSTEM_PATH));
    }

    HeifFormat(ImageType type, ImageProgram command) {
        this.type = type;
        this.command = command;
    }

    @Override
    public ImageType type() {
        return type;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        Set<String> brands = Boxes.brands(bytes);
        boolean avif = brands.stream().anyMatch(AVIF_BRANDS::contains);
        return type == ImageType.AVIF ? avif : !avif && brands.stream().anyMatch(HEIC_BRANDS::contains);
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        return HeifBoxes.isFilm(bytes)
                ? Header.of(type, 0, 0, 4).withAnimated(true)
                : HeifBoxes.open(bytes).header(type);
    }

    @Override
    public List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return HeifBoxes.open(bytes).withoutLegacyTexts(texts);
    }

    @Override
    public Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return HeifXmp.edits(bytes, merge);
    }

    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return BoxedEnd.of(bytes);
    }

    @Override
    public boolean isDecodedHere() {
        return command.isThere();
    }

    @Override
    public boolean isDecodedFromMemory() {
        return true;
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        HeifBoxes boxes = HeifBoxes.open(bytes);
        if (command.isThere()) {
            byte[] decoded = command.decode(boxes.mainAlone(), boxes.hasAlpha(), deadline);
            return new DecodeResult.OtherFile(
                    SourceBytes.of(decoded), Optional.of(Orientation.UPRIGHT), header.profile());
        }
        byte[] thumbnail = thumbnail(bytes, header);
        if (thumbnail.length == 0) {
            throw new UnsupportedException(
                    "is " + type.name() + ", which needs the program heif-convert of libheif to be shown. "
                            + "Install libheif-examples (Debian, Ubuntu), libheif-tools (Fedora) or libheif (Homebrew).");
        }
        return new DecodeResult.OtherFile(SourceBytes.of(thumbnail), Optional.of(header.orientation()));
    }
}
