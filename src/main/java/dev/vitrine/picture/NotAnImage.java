package dev.vitrine.picture;

import dev.vitrine.picture.input.SourceBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// What files are that are no accepted images, to tell people why theirs is refused.
final class NotAnImage {
    /// Enough for a text or drawing to show itself.
    private static final int LENGTH = 4096;

    private record Signature(String hex, int offset, String sentence) {
        boolean matches(byte[] file) {
            return startsAt(file, offset, HexFormat.of().parseHex(hex));
        }
    }

    private static final List<Signature> STRANGERS = List.of(
            new Signature("255044462d", 0, "is a PDF document"),
            new Signature("504b0304", 0, "is a ZIP archive or an office document"),
            new Signature("504b0506", 0, "is an empty ZIP archive"),
            new Signature("1f8b", 0, "is a gzip archive, or a compressed SVG drawing"),
            new Signature("377abcaf271c", 0, "is a 7-Zip archive"),
            new Signature("526172211a07", 0, "is a RAR archive"),
            new Signature("7f454c46", 0, "is a program for Linux"),
            new Signature("4d5a", 0, "is a program for Windows"),
            new Signature("cafebabe", 0, "is a program"),
            new Signature("cffaedfe", 0, "is a program for macOS"),
            new Signature("0000000c6a502020", 0, "is a JPEG 2000 image, which cannot be shown here"),
            new Signature("ff4fff51", 0, "is a JPEG 2000 image, which cannot be shown here"),
            new Signature("00000100", 0, "is an icon (ICO)"),
            new Signature("00000200", 0, "is a cursor (CUR)"),
            new Signature("762f3101", 0, "is an OpenEXR image, which cannot be shown here"),
            new Signature("67696d7020786366", 0, "is a GIMP drawing: export it as PNG"),
            new Signature("1a45dfa3", 0, "is a Matroska or WebM video"),
            new Signature("57415645", 8, "is a WAVE sound"),
            new Signature("41564920", 8, "is an AVI video"),
            new Signature("494433", 0, "is an MP3 sound"),
            new Signature("4f676753", 0, "is an Ogg sound or video"),
            new Signature("664c6143", 0, "is a FLAC sound"),
            new Signature("53514c69746520666f726d6174", 0, "is a database"));

    private NotAnImage() {}

    /// What a file that is no image looks like, as the end of a sentence that begins with its name.
    static String describe(SourceBytes bytes, String name) throws IOException {
        byte[] head = bytes.bytes(0, Math.min(bytes.size(), LENGTH));
        if (head.length == 0) {
            return "is empty";
        }
        for (Signature signature : STRANGERS) {
            if (signature.matches(head)) {
                return signature.sentence;
            }
        }
        if (text(head, 4, 4).equals("ftyp")) {
            return "is a video or sound (MP4 or QuickTime)";
        }
        String start = text(head, 0, head.length).strip().toLowerCase(Locale.ROOT);
        if (start.contains("<svg") || name.toLowerCase(Locale.ROOT).endsWith(".svg") && start.startsWith("<")) {
            return "is an SVG drawing, which may contain scripts";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "is a web page";
        }
        if (start.contains("<x:xmpmeta") || start.startsWith("<?xpacket")) {
            return "holds the titles and tags of an image (XMP): upload the image, and it is read with that";
        }
        if (start.startsWith("<?xml")) {
            return "is an XML document";
        }
        return isText(head) ? "is a text file" : "is not a supported image format";
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < 32 && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        // the last character may be cut in two
        int end = head.length < LENGTH ? head.length : head.length - 4;
        return !new String(head, 0, end, StandardCharsets.UTF_8).contains("\uFFFD");
    }

    private static String text(byte[] head, int offset, int length) {
        if (offset >= head.length) {
            return "";
        }
        return new String(head, offset, Math.min(length, head.length - offset), StandardCharsets.ISO_8859_1);
    }

    private static boolean startsAt(byte[] head, int offset, byte[] expected) {
        return head.length >= offset + expected.length
                && Arrays.equals(head, offset, offset + expected.length, expected, 0, expected.length);
    }
}
