package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.Exif;
import dev.vitrine.picture.metadata.MetadataBlocks;
import dev.vitrine.picture.metadata.WrittenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The metadata in the text chunks of a PNG: XMP packets, blocks in hexadecimal digits as ImageMagick and ExifTool
/// write them ("Raw profile type …"), and a few plain keywords. Unpacked up to a limit.
final class PngText {
    static final String XMP = "XML:com.adobe.xmp";
    static final String RAW_PROFILE = "Raw profile type ";
    private static final Set<String> PLAIN = Set.of("Title", "Author", "Description", "Copyright", "Creation Time");
    private static final int LONGEST_KEYWORD = 79;
    private static final int MAX_READ = 16;
    /// In characters: half of one would say that it is another encoding.
    private static final int LONGEST_PLAIN = 32 << 10;

    private PngText() {}

    /// The blocks with those of these chunks.
    static MetadataBlocks add(MetadataBlocks blocks, SourceBytes bytes, List<PngChunk> chunks) throws IOException {
        MetadataBlocks all = blocks;
        int read = 0;
        for (PngChunk chunk : chunks) {
            String keyword = keyword(bytes, chunk);
            if (keyword.equals(XMP) || keyword.startsWith(RAW_PROFILE) || PLAIN.contains(keyword)) {
                all = add(all, keyword, chunk.type(), bytes.bytes(chunk.start(), chunk.length()));
                if (++read == MAX_READ) {
                    break;
                }
            }
        }
        return all;
    }

    private static MetadataBlocks add(MetadataBlocks blocks, String keyword, String type, byte[] chunk)
            throws IOException {
        byte[] text = text(chunk, type, keyword.length() + 1);
        if (keyword.equals(XMP)) {
            return blocks.withXmp(text);
        }
        return keyword.startsWith(RAW_PROFILE)
                ? addProfile(blocks, keyword.substring(RAW_PROFILE.length()).strip(), hexadecimal(text))
                : blocks.withText(keyword, plain(text, type));
    }

    /// Of Latin-1 by the standard, but many write UTF-8 all the same.
    private static String plain(byte[] text, String type) {
        String all = type.equals("iTXt") ? new String(text, StandardCharsets.UTF_8) : WrittenText.decode(text);
        if (all.length() <= LONGEST_PLAIN) {
            return all;
        }
        boolean isWithin = Character.isHighSurrogate(all.charAt(LONGEST_PLAIN - 1));
        return all.substring(0, isWithin ? LONGEST_PLAIN - 1 : LONGEST_PLAIN);
    }

    /// What a chunk says in plain words.
    static String plain(SourceBytes bytes, PngChunk chunk) throws IOException {
        return plain(text(bytes, chunk), chunk.type());
    }

    /// The block in a chunk that has one in digits.
    static byte[] profile(SourceBytes bytes, PngChunk chunk) throws IOException {
        return hexadecimal(text(bytes, chunk));
    }

    private static byte[] text(SourceBytes bytes, PngChunk chunk) throws IOException {
        String keyword = keyword(bytes, chunk);
        return keyword.isEmpty()
                ? new byte[0]
                : text(bytes.bytes(chunk.start(), chunk.length()), chunk.type(), keyword.length() + 1);
    }

    private static MetadataBlocks addProfile(MetadataBlocks blocks, String kind, byte[] block) throws IOException {
        return switch (kind) {
            case "exif" -> blocks.withExif(Exif.withoutPrefix(block));
            case "APP1" ->
                block.length > 0 && block[0] == 'E'
                        ? blocks.withExif(Exif.withoutPrefix(block))
                        : blocks.withXmp(block);
            case "xmp" -> blocks.withXmp(block);
            case "iptc", "8bim" ->
                block.length > 0 && block[0] == 0x1C
                        ? blocks.withIptc(block)
                        : blocks.withResources(SourceBytes.of(block), 0, block.length);
            default -> blocks;
        };
    }

    /// Up to a NUL; `""` of a chunk that is too long or not all there.
    static String keyword(SourceBytes bytes, PngChunk chunk) throws IOException {
        if (chunk.length() > Limits.MAX_EXIF || chunk.start() + chunk.length() > bytes.size()) {
            return "";
        }
        byte[] raw = bytes.bytes(chunk.start(), Math.min(chunk.length(), LONGEST_KEYWORD + 1));
        String keyword = new String(raw, StandardCharsets.ISO_8859_1);
        int end = keyword.indexOf('\0');
        return end < 0 ? "" : keyword.substring(0, end);
    }

    /// What follows the keyword: plain in tEXt, packed in zTXt, either behind two more fields in iTXt.
    private static byte[] text(byte[] chunk, String type, int from) {
        return switch (type) {
            case "tEXt" -> Arrays.copyOfRange(chunk, from, chunk.length);
            case "zTXt" -> ContentCoding.inflated(chunk, from + 1, Limits.MAX_EXIF);
            default -> {
                int at = from + 2;
                for (int field = 0; field < 2; field++) {
                    while (at < chunk.length && chunk[at] != 0) {
                        at++;
                    }
                    at++;
                }
                yield at > chunk.length
                        ? new byte[0]
                        : chunk[from] == 0
                                ? Arrays.copyOfRange(chunk, at, chunk.length)
                                : ContentCoding.inflated(chunk, at, Limits.MAX_EXIF);
            }
        };
    }

    /// A name and a length in lines of their own, then the digits, in lines too.
    private static byte[] hexadecimal(byte[] text) {
        int at = 0;
        while (at < text.length && text[at] == '\n') {
            at++;
        }
        for (int line = 0; line < 2; line++) {
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at++;
        }
        byte[] block = new byte[Math.max(0, text.length - at) / 2 + 1];
        int digits = 0;
        for (; at < text.length; at++) {
            int digit = Character.digit(text[at], 16);
            if (digit >= 0) {
                block[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
                digits++;
            }
        }
        return Arrays.copyOf(block, digits / 2);
    }
}
