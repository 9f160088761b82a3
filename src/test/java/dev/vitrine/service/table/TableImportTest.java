package dev.vitrine.service.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.CatalogTest;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.table.TableImport.LeftLine;
import dev.vitrine.service.table.TableImport.LeftReason;
import dev.vitrine.service.table.TableImport.TablePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TableImportTest extends CatalogTest {
    private static final Progress TO_THE_END = (_, _) -> true;
    private static final String HOSTILE = "=+-@\t\r\n'\",;\\|{}<> 019:.%eE\u202e\u0301\uD83C\uDF1Eäß本";

    @ParameterizedTest
    @ValueSource(strings = {"list.csv", "list.jsonl"})
    void whatIsExportedComesBackAsItIs(String name) {
        var random = new Random(3);
        put(IntStream.range(0, 3_000)
                .mapToObj(i -> SampleImages.row("id" + i, "")
                        .withCaption(
                                new Caption(
                                        hostile(random),
                                        hostile(random),
                                        List.of(hostile(random), hostile(random), "007")),
                                SampleImages.row("", "").updatedAt()))
                .toList());
        Path file = folder.resolve(name);
        assertEquals(3_000, exported(file));

        TablePlan plan = new TableImport(images).plan(file, TO_THE_END);
        assertEquals(List.of(), plan.changes());
        assertEquals(3_000, plan.unchanged());
        assertEquals(0, plan.left());
    }

    @Test
    void onlyWhatDiffersIsPlannedThenWrittenAndTakenBack() throws IOException {
        put(List.of(row("a", "Beach"), row("b", "Harbor"), row("c", "Dune")));
        Path file = written("""
                image_id,title,tags
                a,Beach at dawn,"sea, sand\\, wet"
                b,Harbor,old
                c,,old
                """);

        TablePlan plan = new TableImport(images).plan(file, TO_THE_END);
        assertEquals(
                List.of("a"),
                plan.changes().stream().map(change -> change.image().imageId()).toList());
        assertEquals(2, plan.unchanged());
        assertEquals("Beach", caption("a").title());

        EditOutcome outcome = new TableImport(images).apply(plan, TO_THE_END);
        assertEquals(new Caption("Beach at dawn", "told", List.of("sea", "sand, wet")), caption("a"));
        assertEquals(new Caption("Dune", "told", List.of("old")), caption("c"));
        new BulkEdits(images).apply(outcome.inverse(), TO_THE_END);
        assertEquals(new Caption("Beach", "told", List.of("old")), caption("a"));
    }

    @Test
    void anEmptyCellRemovesDescriptionAndTagsButNoTitle() throws IOException {
        put(List.of(row("a", "Beach")));
        apply(written("image_id,title,description,tags\na,,,\n"));
        assertEquals(new Caption("Beach", "", List.of()), caption("a"));
    }

    @Test
    void anImageIsFoundByIdElseByItsBytesElseByUserAndName() throws IOException {
        put(List.of(
                named("a", "x.jpg", "aa"),
                named("b", "y.jpg", "bb"),
                named("c", "z.jpg", "cc"),
                named("d1", "twin.jpg", "dd"),
                named("d2", "twin.jpg", "dd")));
        Path file = written("""
                image_id;content_sha256;user_id;original_name;title
                a;cc;alice;z.jpg;By id
                elsewhere;bb;alice;z.jpg;By bytes
                ;;alice;z.jpg;By name
                ;;bob;x.jpg;Nobody's
                ;dd;;;Twins
                """);
        TablePlan plan = new TableImport(images).plan(file, TO_THE_END);
        assertEquals(
                List.of(new LeftLine(5, LeftReason.UNKNOWN, "x.jpg"), new LeftLine(6, LeftReason.SEVERAL, "dd")),
                plan.leftLines());
        new TableImport(images).apply(plan, TO_THE_END);
        assertEquals("By id", caption("a").title());
        assertEquals("By bytes", caption("b").title());
        assertEquals("By name", caption("c").title());
    }

    @Test
    void whatIsInTheTrashOrSaidTwiceIsLeft() throws IOException {
        put(List.of(row("a", "Beach"), row("b", "Harbor")));
        images.trash(Set.of("b"));
        TablePlan plan = new TableImport(images)
                .plan(written("image_id,title\na,\"One\n\"\nb,Two\na,Three\na,One\n"), TO_THE_END);
        assertEquals(
                List.of(new LeftLine(4, LeftReason.TRASHED, "b"), new LeftLine(5, LeftReason.AGAIN, "a")),
                plan.leftLines());
        assertEquals(1, plan.changes().size());
        assertEquals(1, plan.unchanged());
    }

    @Test
    void aChangeBySomebodyElseSinceThePlanIsNotOverwritten() throws IOException {
        put(List.of(row("a", "Beach")));
        TablePlan plan = new TableImport(images).plan(written("image_id,title\na,Mine\n"), TO_THE_END);
        images.edit(new ImageEdit(images.find("a").orElseThrow(), caption("a").withTitle("Theirs")));
        assertEquals(
                Set.of("a"),
                new TableImport(images).apply(plan, TO_THE_END).failed().keySet());
        assertEquals("Theirs", caption("a").title());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void tablesOfSpreadsheetsAreRead(String lineEnd) throws IOException {
        put(List.of(row("a", "Beach")));
        String table = "image_id\ttitle\tdescription" + lineEnd + "a\tDünen 本\t\"two" + lineEnd + "lines\"" + lineEnd
                + lineEnd;
        Path file = folder.resolve("excel.txt");
        Files.write(file, ("\uFEFF" + table).getBytes(StandardCharsets.UTF_16LE));
        apply(file);
        assertEquals("Dünen 本", caption("a").title());
        assertEquals("two" + lineEnd + "lines", caption("a").description());
        Files.write(file, table.replace('\t', ';').getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), new TableImport(images).plan(file, TO_THE_END).changes());
    }

    @Test
    void lineEndsThatASpreadsheetRewroteAreNoChange() throws IOException {
        put(List.of(row("a", "Beach").withCaption(new Caption("Beach", "two\r\nlines", List.of()), now())));
        assertEquals(
                List.of(),
                new TableImport(images)
                        .plan(written("image_id,description\na,\"two\nlines\"\n"), TO_THE_END)
                        .changes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "title,tags\nx,y\n",
                "image_id,user_id\na,b\n",
                "image_id,title\na,b,c\n",
                "image_id,title\na,\"never closed\n",
                "image_id,title,tags, title\na,b,c,d\n",
                "PK\u0003\u0004 something binary",
                "[]"
            })
    void whatIsNoTableIsRefusedWholeAndChangesNothing(String text) throws IOException {
        put(List.of(row("a", "Beach")));
        Path csv = written(text);
        assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(csv, TO_THE_END));
        Path json = Files.writeString(folder.resolve("list.jsonl"), text.isEmpty() ? "x" : text);
        assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(json, TO_THE_END));
    }

    @Test
    void aFileInAnotherEncodingSaysHowToSaveIt() throws IOException {
        Path file = folder.resolve("latin.csv");
        Files.write(file, "image_id,title\na,Düne\n".getBytes(StandardCharsets.ISO_8859_1));
        String said = assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(file, TO_THE_END))
                .getMessage();
        assertTrue(said.contains("CSV UTF-8"), said);
    }

    @Test
    void hostileJsonIsBounded() throws IOException {
        Path deep = Files.writeString(folder.resolve("deep.jsonl"), "{\"title\":" + "[".repeat(100_000));
        assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(deep, TO_THE_END));
        Path long1 = Files.writeString(folder.resolve("long.jsonl"), "{\"title\":\"" + "x".repeat(3 << 20) + "\"}");
        assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(long1, TO_THE_END));
        Path long2 = Files.writeString(folder.resolve("long.csv"), "image_id,title\na," + "x".repeat(3 << 20) + "\n");
        assertThrows(ImageException.Invalid.class, () -> new TableImport(images).plan(long2, TO_THE_END));
    }

    @ParameterizedTest
    @ValueSource(strings = {"beach.jpg", "catalog.sqlite", "notes", "folder.csv/"})
    void onlyAnEarlierTableIsReplacedByAnExport(String name) throws IOException {
        put(List.of(row("a", "Beach")));
        Path there = folder.resolve(name);
        if (name.endsWith("/")) {
            Files.createDirectory(there);
        } else {
            Files.writeString(there, "precious");
        }
        var refused = assertThrows(ImageException.Conflict.class, () -> exported(there));
        assertEquals(
                "“" + there.getFileName() + "” exists already and was left as it is. Choose another name.",
                refused.getMessage());
        assertTrue(Files.isDirectory(there) || Files.readString(there).equals("precious"));
        for (String other : List.of("list.csv", "list.CSV", "list.jsonl", "list.json")) {
            Path table = Files.writeString(folder.resolve(other), "earlier");
            exported(table);
            assertTrue(Files.readString(table).contains("Beach"), other);
        }
        Path empty = Files.createFile(folder.resolve("tmp.Xy12"));
        exported(empty);
        assertTrue(Files.readString(empty).contains("Beach"));
    }

    @Test
    void anExportThatIsStoppedLeavesTheFileThatWasThere() throws IOException {
        put(IntStream.range(0, 1_500).mapToObj(i -> row("id" + i, "x")).toList());
        Path file = Files.writeString(folder.resolve("list.csv"), "before");
        assertThrows(
                ImageException.Cancelled.class,
                () -> new TableExport(this::fields)
                        .save(ImagePages.of(images.search(ImageQuery.ALL)), file, TableForm.CSV, (_, _) -> false));
        assertEquals("before", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertFalse(left.anyMatch(each -> each.getFileName().toString().contains("list.csv.")));
        }
    }

    @Test
    void aSelectionIsExportedInItsOrder() throws IOException {
        put(List.of(row("a", "A"), row("b", "B"), row("c", "C")));
        Path file = folder.resolve("list.jsonl");
        new TableExport(this::fields)
                .save(ImagePages.of(List.of("c", "gone", "a"), images), file, TableForm.JSONL, TO_THE_END);
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().contains("\"image_id\":\"c\""), lines.getFirst());
    }

    private void apply(Path file) {
        EditOutcome outcome = new TableImport(images).apply(new TableImport(images).plan(file, TO_THE_END), TO_THE_END);
        assertEquals(1, outcome.changed().size());
    }

    private int exported(Path file) {
        return new TableExport(this::fields)
                .save(ImagePages.of(images.search(ImageQuery.ALL)), file, TableForm.of(file), TO_THE_END);
    }

    private Map<String, Object> fields(ImageRecord image) {
        return ImageFields.of(image, "library");
    }

    private Path written(String table) throws IOException {
        return Files.writeString(folder.resolve("list.csv"), table);
    }

    private void put(List<ImageRecord> rows) {
        catalog.put(rows);
    }

    private Caption caption(String id) {
        return images.find(id).orElseThrow().caption();
    }

    private static ImageRecord row(String id, String title) {
        return SampleImages.row(id, title).withCaption(new Caption(title, "told", List.of("old")), now());
    }

    private static Instant now() {
        return SampleImages.row("", "").updatedAt();
    }

    private static ImageRecord named(String id, String name, String sha256) {
        return SampleImages.row(
                id, name, SampleImages.facts("image/jpeg", name).with(Attribute.CONTENT_SHA256, sha256));
    }

    private static String hostile(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int at = random.nextInt(HOSTILE.length());
            text.append(HOSTILE, at, at + 1);
        }
        return text.toString();
    }
}
