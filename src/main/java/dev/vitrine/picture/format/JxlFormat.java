package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// JPEG XL, as a codestream alone or in boxes (ISO/IEC 18181-2): header and metadata read here, pixels decoded by a
/// program of the system.
final class JxlFormat implements ImageFormat {
    private static final String CODESTREAM = "\u00FF\n";
    private static final String BOXES = "\0\0\0\fJXL \r\n\u0087\n";
    /// More than its header can take.
    private static final int BEGINNING = 64;

    private final ImageProgram program;

    JxlFormat() {
        this(ImageProgram.forJxl(ImageProgram.SYSTEM_PATH));
    }

    JxlFormat(ImageProgram program) {
        this.program = program;
    }

    @Override
    public ImageType type() {
        return ImageType.JXL;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, CODESTREAM) || bytes.has(0, BOXES);
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        if (bytes.has(0, CODESTREAM)) {
            byte[] beginning = bytes.bytes(0, Math.min(bytes.size(), BEGINNING));
            return JxlCodestream.header(beginning);
        }
        var codestream = new ByteArrayOutputStream();
        MetadataBlocks metadata = MetadataBlocks.NONE;
        for (Box box : boxes(bytes)) {
            switch (box.type()) {
                case "jxlc" -> codestream.writeBytes(content(bytes, box, 0, BEGINNING));
                case "jxlp" -> codestream.writeBytes(content(bytes, box, 4, BEGINNING));
                case "Exif" ->
                    metadata = metadata.withExif(Exif.behindDistance(content(bytes, box, 0, Limits.MAX_EXIF)));
                case "xml " -> metadata = metadata.withXmp(content(bytes, box, 0, Limits.MAX_EXIF));
                case "brob" -> metadata = withPacked(metadata, bytes, box);
                default -> {}
            }
        }
        // the turning of the codestream counts, that of Exif is history
        Header header = JxlCodestream.header(codestream.toByteArray());
        return header.withMetadata(metadata).withOrientation(header.orientation());
    }

    private static List<Box> boxes(SourceBytes bytes) throws IOException {
        return Boxes.list(bytes, 0, bytes.size());
    }

    private static byte[] content(SourceBytes bytes, Box box, int skip, int max) throws IOException {
        return bytes.bytes(box.start() + skip, Math.clamp(box.length() - skip, 0, max));
    }

    /// Packed, behind the name of the box that it stands for.
    private static MetadataBlocks withPacked(MetadataBlocks metadata, SourceBytes bytes, Box box) throws IOException {
        if (bytes.has(box.start(), "Exif")) {
            return metadata.withExif(Exif.behindDistance(unpacked(bytes, box)));
        }
        return bytes.has(box.start(), "xml ") ? metadata.withXmp(unpacked(bytes, box)) : metadata;
    }

    private static byte[] unpacked(SourceBytes bytes, Box box) throws IOException {
        return ContentCoding.unpacked(content(bytes, box, 4, Limits.MAX_EXIF), ContentCoding.BROTLI);
    }

    /// A codestream alone says nothing of its length.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        return bytes.has(0, BOXES) ? BoxedEnd.of(bytes) : FileEnd.UNCERTAIN;
    }

    @Override
    public boolean isDecodedFromMemory() {
        return true;
    }

    @Override
    public boolean isDecodedHere() {
        return program.isThere();
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        if (!program.isThere()) {
            throw new UnsupportedException("is JPEG XL, which needs the program djxl of libjxl to be shown. "
                    + "Install libjxl-tools (Debian, Ubuntu), libjxl-utils (Fedora) or jpeg-xl (Homebrew).");
        }
        byte[] decoded = program.decode(bytes.all(), true, deadline);
        return new DecodeResult.OtherFile(SourceBytes.of(decoded), Optional.of(Orientation.UPRIGHT));
    }
}
