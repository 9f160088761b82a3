package dev.vitrine.picture.format;

import dev.vitrine.image.ImageType;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.MalformedException;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.PhotoshopResources;
import dev.vitrine.picture.metadata.Tiff;
import dev.vitrine.picture.pixels.DescribedColors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The marker segments of a JPEG up to its first scan (ITU-T T.81, annex B).
final class JpegSegments {
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;
    static final int COMMENT = 0xFE;
    static final int START_OF_SCAN = 0xDA;

    private static final int APP11 = 0xEB;
    static final int APP13 = 0xED;
    static final String EXIF = "Exif\0\0";
    /// Some write other letters, or another last byte.
    private static final Pattern EXIF_HEAD = Pattern.compile("exif", Pattern.CASE_INSENSITIVE);
    static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    static final String PICTURE_LIST = "MPF\0";
    private static final String EXTENDED_XMP = "http://ns.adobe.com/xmp/extension/\0";
    static final String PHOTOSHOP = "Photoshop 3.0\0";
    static final int END = 0xD9;
    /// With its length field.
    static final int LONGEST = 0xFFFF;
    /// Of MD5, in hexadecimal digits.
    private static final int DIGEST = 32;
    private static final int MAX_SEGMENTS = 2000;
    /// Bytes between segments, all together.
    private static final int MAX_STRAY = 1 << 20;
    /// Inside other files, where much begins like a JPEG and is none.
    private static final int MAX_SEGMENTS_INSIDE = 200;
    private static final int MAX_STRAY_INSIDE = 4 << 10;

    /// @param start where its marker begins
    /// @param length with marker and length field
    record JpegSegment(int marker, long start, int length) {
        long payload() {
            return start + 4;
        }

        int payloadLength() {
            return length - 4;
        }

        long end() {
            return start + length;
        }

        boolean isFrame() {
            return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        }

        boolean startsWith(SourceBytes bytes, String expected) throws IOException {
            return payloadLength() >= expected.length() && bytes.has(payload(), expected);
        }

        boolean isExif(SourceBytes bytes) throws IOException {
            return marker == APP1
                    && payloadLength() >= EXIF.length()
                    && EXIF_HEAD.matcher(bytes.tag(payload())).matches()
                    && bytes.u8(payload() + 4) == 0;
        }
    }

    private JpegSegments() {}

    /// In the order of the file, no more than a picture can have; the last one is the start of the first scan,
    /// unless the file breaks off before.
    static List<JpegSegment> list(SourceBytes bytes, long from) throws IOException {
        int maxSegments = from == 0 ? MAX_SEGMENTS : MAX_SEGMENTS_INSIDE;
        int maxStray = from == 0 ? MAX_STRAY : MAX_STRAY_INSIDE;
        var segments = new ArrayList<JpegSegment>();
        int stray = 0;
        long at = from + 2;
        while (segments.size() < maxSegments && stray < maxStray && at + 4 <= bytes.size()) {
            if (bytes.u8(at) != 0xFF) {
                at++; // stray bytes between segments are skipped, as every decoder does
                stray++;
                continue;
            }
            int marker = bytes.u8(at + 1);
            if (marker == 0xFF || marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD8) {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }
            if (marker == END) {
                break;
            }
            var segment = new JpegSegment(marker, at, 2 + Math.max(2, bytes.u16(at + 2, true)));
            segments.add(segment);
            if (marker == START_OF_SCAN) {
                break;
            }
            at = segment.end();
        }
        return segments;
    }

    static boolean isXmp(SourceBytes bytes, JpegSegment segment) {
        return is(bytes, segment, APP1, XMP);
    }

    static boolean isExif(SourceBytes bytes, JpegSegment segment) {
        return is(bytes, segment, APP1, EXIF);
    }

    /// Whether it says where other pictures are in the file.
    static boolean isPictureList(SourceBytes bytes, JpegSegment segment) {
        return is(bytes, segment, APP2, PICTURE_LIST);
    }

    /// Whether it has resources of Photoshop, which other programs write for their texts, too.
    static boolean isPhotoshop(SourceBytes bytes, JpegSegment segment) {
        return is(bytes, segment, APP13, PHOTOSHOP);
    }

    /// Boxes of JUMBF, which have a box of their own inside the segment.
    static boolean isCredentials(SourceBytes bytes, JpegSegment segment) {
        try {
            return is(bytes, segment, APP11, "JP") && bytes.has(segment.payload() + 12, "jumb");
        } catch (IOException _) {
            return false; // it ends before
        }
    }

    static boolean is(SourceBytes bytes, JpegSegment segment, int marker, String start) {
        try {
            return segment.marker == marker && segment.end() <= bytes.size() && segment.startsWith(bytes, start);
        } catch (IOException _) {
            return false; // it ends before
        }
    }

    /// Other pictures in the file (CIPA DC-007) are found by their distance from the segment that lists them.
    static boolean movesNothing(SourceBytes bytes, List<JpegSegment> segments, FileEdit edit) {
        return edit.to() - edit.from() == edit.bytes().length
                || segments.stream()
                        .filter(segment -> segment.start() < edit.from())
                        .noneMatch(segment -> isPictureList(bytes, segment));
    }

    /// A whole segment holding an Exif block.
    static byte[] exifSegment(byte[] block) {
        int length = 2 + EXIF.length() + block.length;
        return ByteBuffer.allocate(2 + length)
                .put((byte) 0xFF)
                .put((byte) APP1)
                .putShort((short) length)
                .put(EXIF.getBytes(StandardCharsets.ISO_8859_1))
                .put(block)
                .array();
    }

    /// @param from where the JPEG begins: previews lie inside other files
    static Header header(SourceBytes bytes, long from) throws IOException {
        return header(bytes, list(bytes, from));
    }

    static Header header(SourceBytes bytes, List<JpegSegment> segments) throws IOException {
        JpegSegment frame = segments.stream()
                .filter(JpegSegment::isFrame)
                .findFirst()
                .orElseThrow(() -> new MalformedException("it ends before the image begins"));
        int height = JpegHeight.of(bytes, frame.payload(), segments.getLast().end());
        int width = bytes.u16(frame.payload() + 3, true);
        int components = bytes.u8(frame.payload() + 5);
        MetadataBlocks metadata = metadata(bytes, segments);
        return Header.of(ImageType.JPEG, width, height, Math.max(3, components))
                .withProfile(metadata.isAdobeRgb() ? DescribedColors.adobeRgb() : new byte[0])
                .withMetadata(metadata);
    }

    /// Blocks longer than a segment go on in the next one of their kind.
    private static MetadataBlocks metadata(SourceBytes bytes, List<JpegSegment> segments) throws IOException {
        var exif = new ByteArrayOutputStream();
        var resources = new ByteArrayOutputStream();
        var extended = new TreeMap<String, TreeMap<Long, byte[]>>();
        MetadataBlocks blocks = MetadataBlocks.NONE;
        for (JpegSegment segment : segments) {
            if (segment.end() > bytes.size()) {
                continue;
            }
            if (segment.isExif(bytes)) {
                if (Tiff.begins(bytes, segment.payload() + EXIF.length())) {
                    blocks = blocks.withExif(exif.toByteArray());
                    exif.reset();
                }
                append(exif, bytes, segment, EXIF.length());
            } else if (segment.marker == APP1 && segment.startsWith(bytes, XMP)) {
                blocks = blocks.withXmp(content(bytes, segment, XMP.length()));
            } else if (segment.marker == APP1 && segment.startsWith(bytes, EXTENDED_XMP)) {
                // a digest and the length of the whole, then where this part belongs
                long digest = segment.payload() + EXTENDED_XMP.length();
                extended.computeIfAbsent(latin(bytes.bytes(digest, DIGEST)), _ -> new TreeMap<>())
                        .put(
                                bytes.u32(digest + DIGEST + 4, true),
                                content(bytes, segment, EXTENDED_XMP.length() + DIGEST + 8));
            } else if (segment.marker == APP13 && segment.startsWith(bytes, PHOTOSHOP)) {
                if (PhotoshopResources.begins(bytes, segment.payload() + PHOTOSHOP.length())) {
                    blocks = withResources(blocks, resources);
                }
                append(resources, bytes, segment, PHOTOSHOP.length());
            }
        }
        blocks = blocks.withExif(exif.toByteArray());
        // what a program left behind that knows none of it is named by no packet
        String named = blocks.xmp().stream()
                .map(packet -> latin(packet).replace("\0", ""))
                .filter(packet -> packet.contains("HasExtendedXMP"))
                .collect(Collectors.joining());
        boolean isAny = blocks.xmp().isEmpty();
        for (var parts : extended.entrySet()) {
            if (isAny || named.contains(parts.getKey())) {
                blocks = blocks.withXmp(joined(parts.getValue().values()));
            }
        }
        return withResources(blocks, resources);
    }

    private static MetadataBlocks withResources(MetadataBlocks blocks, ByteArrayOutputStream resources)
            throws IOException {
        byte[] found = resources.toByteArray();
        resources.reset();
        return blocks.withResources(SourceBytes.of(found), 0, found.length);
    }

    private static String latin(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void append(ByteArrayOutputStream block, SourceBytes bytes, JpegSegment segment, int skip)
            throws IOException {
        if (block.size() + segment.length <= Limits.MAX_EXIF) {
            block.writeBytes(content(bytes, segment, skip));
        }
    }

    private static byte[] content(SourceBytes bytes, JpegSegment segment, int skip) throws IOException {
        return bytes.bytes(segment.payload() + skip, Math.max(0, segment.payloadLength() - skip));
    }

    private static byte[] joined(Collection<byte[]> parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            if (joined.size() + part.length > Limits.MAX_EXIF) {
                return new byte[0]; // pictures packed into text, of which nothing is needed
            }
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
