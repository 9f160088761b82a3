package dev.vitrine.service.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsFileTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final RowsHeader HEADER = new RowsHeader(
            "arn:aws:dynamodb:eu-central-1:1:table/pictures", "bucket", NOW, NOW, "a b\nc d", 3, RowsHeader.ATTRIBUTES);

    @TempDir
    private Path folder;

    @AutoClose
    private SqliteCatalog catalog;

    private Path file;

    @BeforeEach
    void open() {
        catalog = SqliteCatalog.openMirror(folder);
        file = folder.resolve("rows.jsonl.gz");
    }

    @Test
    void everyRowComesBackAsItWas() {
        List<ImageRecord> rows = List.of(
                row("1", "a \"quoted\" title\\", "line\nbreak\r\u2028\u0000 end", List.of("łódź", "", "a,b", "[]{}")),
                row("2", "", "", List.of()),
                row("3", "😀 \u202E reversed", "x".repeat(300_000), List.of("日本"))
                        .withDeletedAt(Optional.of(NOW)),
                row("4", "elsewhere", "", List.of())
                        .withFacts(ImageFacts.UNKNOWN
                                .with(Attribute.S3_KEY, "old/place.jpg")
                                .with(Attribute.S3_URL, "s3://other/old/place.jpg")),
                row("5", "facts", "", List.of())
                        .withFacts(ImageFacts.UNKNOWN
                                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                                .with(Attribute.SIZE_BYTES, 12_345_678_901L)
                                .with(Attribute.TAKEN_AT, LocalDateTime.parse("2020-01-02T03:04:05.678901"))
                                .with(Attribute.HAS_LOCATION, true)));
        catalog.putAll(rows);
        assertEquals(5, RowsFile.write(HEADER, catalog, file));
        RowsFile.Contents contents = RowsFile.check("rows", file);
        assertEquals(new RowsFile.Contents(HEADER, 5, contents.bytes()), contents);
        assertEquals(rows, read());
    }

    @Test
    void manyPagesFit() {
        var rows = new ArrayList<ImageRecord>();
        for (int i = 0; i < 2500; i++) {
            rows.add(row("%05d".formatted(i), "title " + i, "", List.of("sea")));
        }
        catalog.putAll(rows);
        RowsFile.write(HEADER, catalog, file);
        assertEquals(rows, read());
    }

    /// JSON writes a character beyond ASCII in six.
    @Test
    void rowsWithLongDescriptionsInAnyScriptAreNoDamage() throws IOException {
        var rows = new ArrayList<ImageRecord>();
        for (int i = 0; i < 100; i++) {
            rows.add(row("%05d".formatted(i), "title", "海".repeat(7000), List.of()));
        }
        catalog.putAll(rows);
        long written = RowsFile.write(HEADER, catalog, file);
        var copy = new PublishedCopy(
                ObjectKey.published("pictures", PublishedCopy.name(1, written)), 1, written, Files.size(file), NOW);
        assertEquals(100, RowsFile.check(copy, file).rows());
    }

    @Test
    void moreRowsThanItsNamePromisesAreNotReadOn() throws IOException {
        catalog.putAll(List.of(row("1", "title", "", List.of()), row("2", "other", "", List.of())));
        RowsFile.write(HEADER, catalog, file);
        var copy = new PublishedCopy(
                ObjectKey.published("pictures", PublishedCopy.name(1, 1)), 1, 1, Files.size(file), NOW);
        assertThrows(ImageException.Failed.class, () -> RowsFile.check(copy, file));
    }

    /// Its bytes may be gone already: nobody may bring its row back.
    @Test
    void whatIsBeingDeletedPermanentlyIsNotInIt() {
        catalog.putAll(List.of(
                row("1", "stays", "", List.of()),
                row("2", "goes", "", List.of()).withDeletedAt(Optional.of(ImageRecord.BEING_PURGED))));
        assertEquals(1, RowsFile.write(HEADER, catalog, file));
        assertEquals(1, read().size());
    }

    /// `zcat rows.jsonl.gz | jq` shows what the table has, and nothing in it commands a terminal.
    @Test
    void eachLineHasTheFieldsOfTheTable() throws IOException {
        catalog.putAll(List.of(row("1", "Łódź \u001b[2J", "", List.of("sea"))));
        RowsFile.write(HEADER, catalog, file);
        List<String> lines =
                new String(unpacked(), StandardCharsets.US_ASCII).lines().toList();
        assertEquals(3, lines.size());
        assertEquals(
                "{\"image_id\":\"1\",\"user_id\":\"alice\",\"title\":\"\\u0141\\u00F3d\\u017A \\u001B[2J\",\"description\":\"\",\"tags\":[\"sea\"],"
                        + "\"s3_key\":\"alice/1\",\"s3_url\":\"s3://bucket/alice/1\",\"created_at\":\"2026-03-04T05:06:07.123456\",\"updated_at\":\"2026-03-04T05:06:07.123456\"}",
                lines.get(1));
    }

    /// Every single one, so that no header, count or hash is left out.
    @Test
    void aFlippedBitAnywhereIsNoticed() throws IOException {
        catalog.putAll(List.of(row("1", "title", "", List.of("sea")), row("2", "other", "", List.of())));
        RowsFile.write(HEADER, catalog, file);
        byte[] whole = unpacked();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            assertDamaged(changed, "byte " + at);
        }
    }

    @Test
    void aCutCopyIsNoticedWhereverItEnds() throws IOException {
        catalog.putAll(List.of(row("1", "title", "", List.of("sea")), row("2", "other", "", List.of())));
        RowsFile.write(HEADER, catalog, file);
        byte[] whole = unpacked();
        byte[] packed = Files.readAllBytes(file);
        for (int end = 0; end < whole.length; end++) {
            assertDamaged(Arrays.copyOf(whole, end), "lines to " + end);
        }
        for (int end = 0; end < packed.length; end++) {
            Files.write(file, Arrays.copyOf(packed, end));
            assertThrows(ImageException.Failed.class, () -> RowsFile.check("rows", file), "bytes to " + end);
        }
    }

    @Test
    void whatIsSomethingElseIsNoticed() throws IOException {
        for (String other : List.of("", "\n", "{}\n", "{}\n{}\n", "[]\n[]\n", "null\nnull\n", "plain text\n")) {
            assertDamaged(other.getBytes(StandardCharsets.UTF_8), other);
        }
        Files.writeString(file, "no gzip");
        assertThrows(ImageException.Failed.class, () -> RowsFile.check("rows", file));
        assertDamaged(new byte[5 << 20], "a line without end");
    }

    @Test
    void aNewerFormatSaysSo() throws IOException {
        catalog.putAll(List.of(row("1", "title", "", List.of())));
        RowsFile.write(HEADER, catalog, file);
        pack(new String(unpacked(), StandardCharsets.US_ASCII)
                .replace("\"vitrine_rows\":\"1\"", "\"vitrine_rows\":\"2\"")
                .getBytes(StandardCharsets.US_ASCII));
        var failure = assertThrows(ImageException.Failed.class, () -> RowsFile.check("rows", file));
        assertTrue(failure.getMessage().contains("newer version"), failure.getMessage());
    }

    private void assertDamaged(byte[] lines, String what) throws IOException {
        pack(lines);
        assertThrows(ImageException.Failed.class, () -> RowsFile.check("rows", file), what);
    }

    private byte[] unpacked() throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return in.readAllBytes();
        }
    }

    private void pack(byte[] lines) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(lines);
        }
        Files.write(file, packed.toByteArray());
    }

    private List<ImageRecord> read() {
        var rows = new ArrayList<ImageRecord>();
        RowsFile.read("rows", file, rows::add);
        return rows;
    }

    private static ImageRecord row(String id, String title, String description, List<String> tags) {
        return new ImageRecord(id, "alice", new Caption(title, description, tags), ImageFacts.UNKNOWN, NOW);
    }
}
