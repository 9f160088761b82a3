package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.external.ImageProgram;
import dev.vitrine.picture.format.Boxes.Box;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.pixels.Integrity;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
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

    /// Of one that breaks off only the beginning of the picture counts.
    private static List<Box> boxes(SourceBytes bytes) throws IOException {
        return Boxes.begun(bytes, 0, bytes.size()).stream()
                .filter(box -> box.end() <= bytes.size() || box.type().startsWith("jxl"))
                .toList();
    }

    private static byte[] content(SourceBytes bytes, Box box, int skip, int max) throws IOException {
        long there = Math.min(box.end(), bytes.size()) - box.start() - skip;
        return bytes.bytes(box.start() + skip, Math.clamp(there, 0, max));
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
        try {
            return rows(bytes, header, false, edge, deadline);
        } catch (UnsupportedException | MalformedException e) {
            return packed(bytes, header, edge, deadline, e);
        }
    }

    /// Of a kind whose rows are not written, or of a file that is not read to its end.
    private DecodeResult packed(SourceBytes bytes, Header header, int edge, Deadline deadline, IOException withoutRows)
            throws IOException, InterruptedException {
        try {
            byte[] decoded = program.decode(bytes.all(), true, deadline);
            return new DecodeResult.OtherFile(SourceBytes.of(decoded), Optional.of(Orientation.UPRIGHT));
        } catch (UnsupportedException e) {
            e.addSuppressed(withoutRows);
            try {
                return rows(bytes, header, true, edge, deadline);
            } catch (UnsupportedException | MalformedException nothing) {
                e.addSuppressed(nothing);
                throw e;
            }
        }
    }

    private DecodeResult rows(SourceBytes bytes, Header header, boolean cutOff, int edge, Deadline deadline)
            throws IOException, InterruptedException {
        boolean alpha = header.bytesPerPixel() > 3;
        return program.decodeRows(bytes.all(), alpha, cutOff, deadline, (picture, profile) -> {
            byte[] colors = Files.exists(profile) && Files.size(profile) <= Limits.MAX_PROFILE
                    ? Files.readAllBytes(profile)
                    : new byte[0];
            try (var in = new BufferedInputStream(Files.newInputStream(picture), 1 << 16)) {
                var rows = new PortableRows(in, deadline);
                DecodeResult.Pixels read = new PartialRows(rows, rows.colors()).reduced(edge, colors);
                if (cutOff) {
                    return DecodeResult.Pixels.broken(read.pixels(), 0);
                }
                return read.sound() < 1 ? read : new DecodeResult.Pixels(read.pixels(), Integrity.SOUND, 1);
            }
        });
    }
}
