package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.picture.format.JpegSegments.JpegSegment;
import dev.vitrine.picture.input.Deadline;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.input.UnsupportedException;
import dev.vitrine.picture.jpeg.JpegException;
import dev.vitrine.picture.jpeg.JpegPicture;
import dev.vitrine.picture.jpeg.JpegRegions;
import dev.vitrine.picture.metadata.CorrectedMetadata;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.LegacyTexts;
import dev.vitrine.picture.pixels.DecodedPixels;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.picture.pixels.Place;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// JPEG by our own scaled decoder, and what that leaves to others (arithmetic coding, lossless, 12 bits) by ImageIO.
///
/// A file that ends early shows as far as it goes, as every viewer has it.
final class JpegFormat implements ImageFormat {
    private static final int JFIF = 16; // length without a thumbnail
    private static final int ADOBE = 14;
    /// In XMP: a film, or the pictures that a telephone makes beside.
    private static final Set<String> ANNOUNCED = Set.of("MicroVideo", "ns.google.com/photos/1.0/container");

    @Override
    public ImageType type() {
        return ImageType.JPEG;
    }

    @Override
    public boolean recognizes(SourceBytes bytes) throws IOException {
        return bytes.has(0, "\u00FF\u00D8\u00FF");
    }

    @Override
    public Header header(SourceBytes bytes) throws IOException {
        return JpegSegments.header(bytes, 0);
    }

    @Override
    public boolean isDecodedFromMemory() {
        return true;
    }

    @Override
    public Optional<DecodedPixels> smaller(SourceBytes bytes, Header header, int edge, Deadline deadline) {
        return CameraPreview.decode(bytes, header, edge, deadline);
    }

    @Override
    public DecodeResult decode(SourceBytes bytes, Header header, int edge, Deadline deadline) throws IOException {
        try {
            JpegPicture picture = JpegPixels.decode(file(bytes), header, edge, deadline);
            return new DecodeResult.Pixels(
                    JpegPixels.of(picture, header),
                    picture.damaged() ? Integrity.DAMAGED : Integrity.SOUND,
                    picture.sound());
        } catch (JpegException e) {
            return switch (e) {
                case JpegException.Unsupported _, JpegException.Corrupt _ -> byOthers(bytes, header, edge, deadline, e);
                case JpegException.TooLarge _ -> throw new MalformedException(String.valueOf(e.getMessage()));
            };
        }
    }

    @Override
    public boolean isDecodedScaled() {
        return true;
    }

    /// All bytes, with the height where decoders look for it.
    private static byte[] file(SourceBytes bytes) throws IOException {
        List<JpegSegment> segments = JpegSegments.list(bytes, 0);
        Optional<JpegSegment> frame =
                segments.stream().filter(JpegSegment::isFrame).findFirst();
        return frame.isEmpty()
                ? bytes.all()
                : JpegHeight.reported(
                        bytes, frame.get().payload(), segments.getLast().end());
    }

    /// Not of what only others read.
    @Override
    public Optional<PictureParts> parts(SourceBytes bytes, Header header, Deadline deadline) throws IOException {
        try {
            JpegRegions regions = JpegRegions.of(file(bytes), JpegPixels.limits(deadline));
            return Optional.of((place, shrink, ofPart) -> part(regions, header, place, shrink, ofPart));
        } catch (JpegException _) {
            return Optional.empty();
        }
    }

    private static DecodedPixels part(JpegRegions regions, Header header, Place place, int shrink, Deadline deadline)
            throws IOException {
        try {
            var part = new JpegRegions.Part(place.left(), place.top(), place.width(), place.height());
            return JpegPixels.of(regions.part(part, shrink, deadline::check), header);
        } catch (JpegException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    private static DecodeResult.Pixels byOthers(
            SourceBytes bytes, Header header, int edge, Deadline deadline, JpegException ours) throws IOException {
        try {
            return ImageIoDecoder.decode(bytes, header, edge, deadline);
        } catch (IOException e) {
            IOException reported = ours instanceof JpegException.Unsupported
                    ? UnsupportedException.here(String.valueOf(ours.getMessage()), e)
                    : new MalformedException(String.valueOf(ours.getMessage()));
            reported.addSuppressed(ours);
            throw reported;
        }
    }

    /// Also without what follows the end of the picture: a phone's second picture or film.
    @Override
    public boolean hasCredentials(SourceBytes bytes) throws IOException {
        return JpegSegments.list(bytes, 0).stream().anyMatch(segment -> JpegSegments.isCredentials(bytes, segment));
    }

    @Override
    public List<FileEdit> withoutLegacyTexts(SourceBytes bytes, LegacyTexts texts) throws IOException {
        return JpegLegacyTexts.without(bytes, texts);
    }

    @Override
    public Optional<List<FileEdit>> withPacket(SourceBytes bytes, PacketMerge merge) throws IOException {
        return JpegXmp.edits(bytes, merge);
    }

    @Override
    public Optional<List<FileEdit>> withCorrection(SourceBytes bytes, CorrectedMetadata corrected) throws IOException {
        return JpegBlock.corrected(bytes, corrected);
    }

    @Override
    public Optional<byte[]> withoutMetadata(SourceBytes bytes, Orientation orientation) throws IOException {
        byte[] file = bytes.all();
        var kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, 2);
        boolean turned = orientation == Orientation.UPRIGHT;
        int at = 2;
        while (true) {
            JpegSegment segment = nextSegment(bytes, at);
            if (segment.marker() == JpegSegments.END) {
                break;
            }
            if (!turned && segment.marker() != JpegSegments.APP0) {
                kept.writeBytes(JpegSegments.exifSegment(Exif.block(orientation)));
                turned = true;
            }
            kept.writeBytes(kept(bytes, segment));
            at = Math.toIntExact(segment.end());
            if (segment.marker() == JpegSegments.START_OF_SCAN) {
                int end = endOfScan(file, at);
                kept.write(file, at, end - at);
                at = end;
                if (at == file.length) {
                    break;
                }
            }
        }
        kept.write(0xFF);
        kept.write(JpegSegments.END);
        return Optional.of(kept.toByteArray());
    }

    private static JpegSegment nextSegment(SourceBytes bytes, long from) throws IOException {
        long at = from;
        while (bytes.u8(at) != 0xFF
                || bytes.u8(at + 1) == 0xFF
                || bytes.u8(at + 1) == 0
                || bytes.u8(at + 1) == 1
                || bytes.u8(at + 1) >= 0xD0 && bytes.u8(at + 1) <= 0xD8) {
            at++;
        }
        int marker = bytes.u8(at + 1);
        var segment =
                new JpegSegment(marker, at, marker == JpegSegments.END ? 2 : 2 + Math.max(2, bytes.u16(at + 2, true)));
        if (segment.end() > bytes.size()) {
            throw new EOFException("cut off within a segment");
        }
        return segment;
    }

    /// What decoding needs, and no more of it: whatever is not named here is left out.
    private static byte[] kept(SourceBytes bytes, JpegSegment segment) throws IOException {
        int marker = segment.marker();
        boolean whole = marker >= 0xC0 && marker <= 0xCF // frames and tables
                || marker >= JpegSegments.START_OF_SCAN && marker <= 0xDD
                || marker == JpegSegments.APP2 && segment.startsWith(bytes, "ICC_PROFILE\0");
        if (whole) {
            return bytes.bytes(segment.start(), segment.length());
        }
        if (marker == JpegSegments.APP0 && segment.startsWith(bytes, "JFIF\0") && segment.length() >= 2 + JFIF) {
            byte[] head = head(bytes, segment, JFIF);
            head[16] = 0; // no thumbnail: it may show what was cut away
            head[17] = 0;
            return head;
        }
        return marker == JpegSegments.APP14 && segment.startsWith(bytes, "Adobe") && segment.length() >= 2 + ADOBE
                ? head(bytes, segment, ADOBE)
                : new byte[0];
    }

    /// The segment, ended after so many bytes, its length included.
    private static byte[] head(SourceBytes bytes, JpegSegment segment, int length) throws IOException {
        byte[] head = bytes.bytes(segment.start(), 2 + length);
        head[2] = 0;
        head[3] = (byte) length;
        return head;
    }

    /// Within a scan, a marker other than a restart ends it (T.81, B.1.1.5).
    private static int endOfScan(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length
                && (file[at] != (byte) 0xFF
                        || file[at + 1] == 0
                        || file[at + 1] == (byte) 0xFF
                        || (file[at + 1] & 0xFF) >= 0xD0 && (file[at + 1] & 0xFF) <= 0xD7)) {
            at++;
        }
        return at + 1 < file.length ? at : file.length;
    }

    /// Something after its end may be a phone's second picture or film, of which nothing tells the length.
    @Override
    public FileEnd end(SourceBytes bytes) throws IOException {
        if (bytes.has(bytes.size() - 2, "\u00FF\u00D9")) {
            return FileEnd.WHOLE;
        }
        JpegSegment segment = nextSegment(bytes, 2);
        while (segment.marker() != JpegSegments.END) {
            segment = nextSegment(bytes, segment.end());
        }
        return FileEnd.UNCERTAIN;
    }

    @Override
    public boolean mayLackOnlyMarker(SourceBytes bytes) throws IOException {
        for (JpegSegment segment : JpegSegments.list(bytes, 0)) {
            String text = new String(bytes.bytes(segment.start(), segment.length()), StandardCharsets.ISO_8859_1);
            if (JpegSegments.isPictureList(bytes, segment) || ANNOUNCED.stream().anyMatch(text::contains)) {
                return false;
            }
        }
        return bytes.u8(bytes.size() - 1) != 0xFF;
    }
}
