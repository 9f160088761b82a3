package dev.vitrine.service.published;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.table.JsonLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Copies of rows for tests, without a catalog.
final class RowsFiles {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private RowsFiles() {}

    static byte[] of(String table, long count) {
        return of(table, count, "");
    }

    static byte[] of(String table, long count, String description) {
        try {
            var lines = new StringWriter();
            JsonLines.write(new RowsHeader(table, "bucket", NOW, NOW, "", 0, RowsHeader.ATTRIBUTES).fields(), lines);
            for (int i = 0; i < count; i++) {
                JsonLines.write(ImageFields.of(row(i, description), "bucket"), lines);
            }
            byte[] hashed = lines.toString().getBytes(StandardCharsets.US_ASCII);
            JsonLines.write(Map.of("rows", count, "sha256", HexFormat.of().formatHex(Sha256.of(hashed))), lines);
            var bytes = new ByteArrayOutputStream();
            try (var packed = new GZIPOutputStream(bytes)) {
                packed.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageRecord row(int i, String description) {
        return new ImageRecord(
                "image-" + i, "alice", new Caption("Title " + i, description, List.of()), ImageFacts.UNKNOWN, NOW);
    }
}
