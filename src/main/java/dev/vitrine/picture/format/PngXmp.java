package dev.vitrine.picture.format;

import dev.vitrine.picture.format.PngChunks.PngChunk;
import dev.vitrine.picture.input.FileEdit;
import dev.vitrine.picture.input.SourceBytes;
import dev.vitrine.picture.metadata.MetadataBlocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The XMP packet of a PNG, in a chunk of text behind its header (XMP specification, part 3, 1.1.5), or in the place
/// where it is.
final class PngXmp {
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");

    private PngXmp() {}

    /// Empty when the file has several packets, or is no whole one.
    static Optional<List<FileEdit>> edits(SourceBytes bytes, PacketMerge merge) throws IOException {
        List<PngChunk> chunks = PngChunks.list(bytes);
        if (chunks.isEmpty() || !chunks.getFirst().type().equals("IHDR")) {
            return Optional.empty();
        }
        FileEdit found = null;
        for (PngChunk chunk : chunks) {
            byte[] packet = packet(bytes, chunk);
            if (packet.length == 0 && isNamedSo(bytes, chunk)) {
                return Optional.empty(); // cannot be read
            }
            if (packet.length > 0 && found != null) {
                return Optional.empty();
            }
            if (packet.length > 0) {
                found = new FileEdit(chunk.start() - 8, end(chunk), chunk(merge.merged(packet)));
            }
        }
        return Optional.of(List.of(
                found != null ? found : FileEdit.insert(end(chunks.getFirst()), chunk(merge.merged(new byte[0])))));
    }

    /// With its check sum.
    private static long end(PngChunk chunk) {
        return chunk.start() + chunk.length() + 4;
    }

    private static boolean isNamedSo(SourceBytes bytes, PngChunk chunk) throws IOException {
        return TEXTS.contains(chunk.type())
                && (bytes.has(chunk.start(), PngText.XMP + "\0") || bytes.has(chunk.start(), "Raw profile type xmp\0"));
    }

    private static byte[] packet(SourceBytes bytes, PngChunk chunk) throws IOException {
        List<byte[]> packets = TEXTS.contains(chunk.type())
                ? PngText.add(MetadataBlocks.NONE, bytes, List.of(chunk)).xmp()
                : List.of();
        return packets.isEmpty() ? new byte[0] : packets.getFirst();
    }

    /// Not packed, so that programs find it which know no PNG.
    private static byte[] chunk(byte[] packet) {
        var content = new ByteArrayOutputStream();
        content.writeBytes((PngText.XMP + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        content.writeBytes(packet);
        return PngChunks.chunk("iTXt", content.toByteArray());
    }
}
