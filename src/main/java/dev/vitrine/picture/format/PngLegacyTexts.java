package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.LegacyTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Texts in a PNG that say something else than its packet: a plain one goes with its chunk, a block gets other bytes.
final class PngLegacyTexts {
    private static final int DIGITS_IN_A_LINE = 72;

    private PngLegacyTexts() {}

    static List<FileEdit> edits(SourceBytes bytes, LegacyTexts texts) throws IOException {
        var edits = new ArrayList<FileEdit>();
        for (PngChunk chunk : PngChunks.list(bytes)) {
            if (chunk.length() <= Limits.MAX_EXIF && chunk.start() + chunk.length() + 4 <= bytes.size()) {
                changed(bytes, chunk, texts)
                        .ifPresent(other ->
                                edits.add(new FileEdit(chunk.start() - 8, chunk.start() + chunk.length() + 4, other)));
            }
        }
        return edits;
    }

    /// A chunk to stand in place of this one, or nothing at all; empty where it may stay.
    private static Optional<byte[]> changed(SourceBytes bytes, PngChunk chunk, LegacyTexts texts) throws IOException {
        if (chunk.type().equals("eXIf")) {
            return inExif(bytes.bytes(chunk.start(), chunk.length()), texts)
                    .map(block -> PngChunks.chunk("eXIf", block));
        }
        String keyword = PngText.keyword(bytes, chunk);
        if (keyword.startsWith(PngText.RAW_PROFILE)) {
            String kind = keyword.substring(PngText.RAW_PROFILE.length()).strip();
            return inProfile(kind, PngText.profile(bytes, chunk), texts).map(block -> profile(keyword, kind, block));
        }
        return texts.contradicts(keyword, PngText.plain(bytes, chunk)) ? Optional.of(new byte[0]) : Optional.empty();
    }

    private static Optional<byte[]> inExif(byte[] block, LegacyTexts texts) throws IOException {
        int prefix = block.length > 6 && block[0] == 'E' ? 6 : 0;
        byte[] tiff = Arrays.copyOfRange(block, prefix, block.length);
        List<FileEdit> edits = texts.inExif(SourceBytes.of(tiff), prefix);
        return edits.isEmpty() ? Optional.empty() : Optional.of(LegacyTexts.applied(block, edits));
    }

    private static Optional<byte[]> inProfile(String kind, byte[] block, LegacyTexts texts) throws IOException {
        return switch (kind) {
            case "exif", "APP1" -> inExif(block, texts);
            case "iptc", "8bim" -> {
                if (block.length > 0 && block[0] == 0x1C) {
                    yield texts.inIptc(block);
                }
                List<FileEdit> edits = texts.inResources(SourceBytes.of(block), 0);
                yield edits.isEmpty() ? Optional.empty() : Optional.of(LegacyTexts.applied(block, edits));
            }
            default -> Optional.empty();
        };
    }

    /// As ImageMagick and ExifTool write it, and not packed.
    private static byte[] profile(String keyword, String kind, byte[] block) {
        var text = new StringBuilder(keyword + "\0\n" + kind + "\n" + block.length);
        String digits = HexFormat.of().formatHex(block);
        for (int at = 0; at < digits.length(); at += DIGITS_IN_A_LINE) {
            text.append('\n').append(digits, at, Math.min(digits.length(), at + DIGITS_IN_A_LINE));
        }
        return PngChunks.chunk("tEXt", text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
