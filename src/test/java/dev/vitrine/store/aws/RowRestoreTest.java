package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.Policy;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.service.published.RowsHeader;
import dev.vitrine.service.repair.RestoreReport;
import dev.vitrine.service.repair.RowRestore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// A table lost its rows; a copy of them is there.
class RowRestoreTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456Z");
    private static final int ROWS = 12;

    @TempDir
    private Path folder;

    private final S3Model s3 = new S3Model(
            Clock.systemUTC()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    private final DynamoModel dynamo = new DynamoModel(Clock.systemUTC()::instant);
    private final WireModel cloud =
            request -> request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);

    @AutoClose
    private final AwsClients clients = DirectClients.over(new DirectHttp(cloud));

    private final List<ImageRecord> library = new ArrayList<>();
    private Path copy;
    private String ownTable = "pictures";
    private String goneTable = "";

    /// Row 0 is in the trash, and row 1 was written by another program, with bytes of its own place.
    @BeforeEach
    void copyALibrary() throws IOException {
        DirectClients.setUp(clients, true);
        for (int i = 0; i < ROWS; i++) {
            ImageRecord row = row(i);
            library.add(row);
            store(row.readKey());
            var table = new DynamoMetadataStore(clients);
            table.put(row.withDeletedAt(Optional.empty()));
            row.deletedAt().ifPresent(when -> table.trash(row.imageId(), when));
        }
        copy = folder.resolve("rows.jsonl.gz");
        try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder.resolve("mirror"))) {
            catalog.putAll(library);
            RowsFile.write(
                    new RowsHeader("pictures", DirectClients.SETTINGS.bucket(), NOW, NOW, "", 0, RowsHeader.ATTRIBUTES),
                    catalog,
                    copy);
        }
    }

    @Test
    void anEmptiedTableHasAllRowsAgainAsTheyWere() {
        empty();
        RestoreReport dry = restore(false);
        assertEquals(ROWS, dry.missing());
        assertEquals(1, dry.trashed());
        assertEquals(0, dry.restored());
        assertEquals(List.of(), rows(), "nothing was written");

        assertEquals(ROWS, restore(true).restored());
        assertEquals(library, rows());

        RestoreReport again = restore(true);
        assertEquals(0, again.restored());
        assertEquals(ROWS, again.there());
        assertEquals(0, again.missing());
        assertEquals(library, rows());
    }

    /// As the image storage service and the AWS CLI read it.
    @Test
    void whatIsWrittenIsWhatWasInTheTable() {
        var before = clients.dynamo()
                .scan(scan -> scan.tableName(DirectClients.SETTINGS.table()))
                .items();
        empty();
        restore(true);
        assertEquals(
                Set.copyOf(before),
                Set.copyOf(clients.dynamo()
                        .scan(scan -> scan.tableName(DirectClients.SETTINGS.table()))
                        .items()));
    }

    @Test
    void whatExistsStaysAsItIs() {
        var table = new DynamoMetadataStore(clients);
        ImageRecord edited =
                table.update(new ImageEdit(library.get(5), new Caption("newer", "", List.of())), NOW.plusSeconds(9));
        table.trash(library.get(6).imageId(), NOW);
        delete(library.get(7));
        RestoreReport report = restore(true);
        assertEquals(1, report.restored());
        assertEquals(ROWS - 1, report.there());
        assertEquals(Optional.of(edited), table.find(edited.imageId()));
        assertEquals(Optional.empty(), table.find(library.get(6).imageId()), "it stays in the trash");
        assertEquals(Optional.of(library.get(7)), table.find(library.get(7).imageId()));
    }

    /// It was deleted permanently after the copy was made: nobody wants its row back.
    @Test
    void aRowWithoutBytesIsNotBroughtBack() {
        empty();
        DirectClients.delete(clients, library.get(3).key().path());
        RestoreReport report = restore(true);
        assertEquals(ROWS - 1, report.restored());
        assertEquals(1, report.lost());
        assertEquals(List.of(library.get(3).imageId()), report.withoutBytes());
        assertEquals(ROWS - 1, rows().size());
    }

    /// It is asked again: what was written stays, and the rest is written then.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killedAtAnyRequestTheNextRunGoesOn(boolean before) {
        int atMost = 8 + 2 * ROWS;
        for (int last = 1; last < atMost; last++) {
            empty();
            var dying = new DyingHttp(new DirectHttp(cloud), last, before);
            try {
                restore(DirectClients.over(dying), true);
            } catch (DyingHttp.Killed _) {
                // As meant.
            }
            restore(true);
            assertEquals(library, rows(), "after request " + last);
            assertEquals(0, restore(true).restored());
        }
    }

    @Test
    void aTrashThatCannotBeSeenMayHaveWhatSeemsToBeMissing() {
        AwsClients blind = DirectClients.over(new DirectHttp(
                request -> request.header("x-amz-target").isPresent()
                                && new String(request.body(), StandardCharsets.UTF_8).contains("pictures-trash")
                        ? new Policy(dynamo, _ -> true).answer(request)
                        : cloud.answer(request)));
        empty();
        assertThrows(ImageException.Conflict.class, () -> restore(blind, true));
        assertEquals(List.of(), rows());
    }

    @Test
    void withoutATrashWhatWasInItIsLeftAndSaid() {
        empty();
        clients.dynamo().deleteTable(delete -> delete.tableName(DirectClients.SETTINGS.trashTable()));
        AwsClients later = DirectClients.over(new DirectHttp(cloud));
        RestoreReport report = restore(later, true);
        assertEquals(ROWS - 1, report.restored());
        assertEquals(1, report.left().size());
        assertTrue(report.left().getFirst().contains("image-00"), report.left().toString());
    }

    @Test
    void aDamagedCopyBringsNothingBack() throws IOException {
        empty();
        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length / 2] ^= 1;
        Files.write(copy, bytes);
        assertThrows(ImageException.Failed.class, () -> restore(true));
        assertEquals(List.of(), rows());
    }

    /// Each of two rows about the same bytes would lose its original with the other one.
    @Test
    void rowsOfAnotherTableComeBackOnlyWhenThatIsSaidToBeGone() {
        empty();
        ownTable = "another";
        var refused = assertThrows(ImageException.Conflict.class, () -> restore(true));
        assertTrue(refused.getMessage().contains("“pictures”"), refused.getMessage());
        goneTable = "a third one";
        assertThrows(ImageException.Conflict.class, () -> restore(false));
        assertEquals(List.of(), rows());
        goneTable = "pictures";
        assertEquals(ROWS, restore(true).restored());
    }

    private RestoreReport restore(boolean acts) {
        return restore(clients, acts);
    }

    private RestoreReport restore(AwsClients over, boolean acts) {
        var table = new DynamoMetadataStore(over);
        var objects = new S3ObjectStore(over, folder.resolve("open-uploads"));
        return new RowRestore(table, table, objects, ownTable::equals)
                .run("rows.jsonl.gz", copy, goneTable, acts, (_, _, _) -> {});
    }

    private void empty() {
        library.forEach(this::delete);
    }

    private void delete(ImageRecord row) {
        for (String table : List.of(DirectClients.SETTINGS.table(), DirectClients.SETTINGS.trashTable())) {
            clients.dynamo().deleteItem(item -> item.tableName(table).key(DynamoItem.key(row.imageId())));
        }
    }

    private List<ImageRecord> rows() {
        var table = new DynamoMetadataStore(clients);
        var rows = new ArrayList<>(table.list(ImagePage.Request.first(1000)).images());
        rows.addAll(table.listTrashed(ImagePage.Request.first(1000)).images());
        rows.sort(Comparator.comparing(ImageRecord::imageId));
        return rows;
    }

    private void store(ObjectKey key) {
        clients.s3()
                .putObject(
                        put -> put.bucket(DirectClients.SETTINGS.bucket()).key(key.path()),
                        RequestBody.fromString("bytes"));
    }

    private static ImageRecord row(int i) {
        ImageFacts facts = ImageFacts.UNKNOWN
                .with(Attribute.CONTENT_TYPE, "image/jpeg")
                .with(Attribute.SIZE_BYTES, 5)
                .with(Attribute.CONTENT_SHA256, "ab".repeat(32));
        return new ImageRecord(
                "image-%02d".formatted(i),
                "alice",
                new Caption("Łódź \"" + i + "\"\n", "", List.of("sea", "日本")),
                i == 1 ? ImageFacts.UNKNOWN.with(Attribute.S3_KEY, "old/place/1.jpg") : facts,
                NOW.plusSeconds(i),
                NOW.plusSeconds(i),
                i == 0 ? Optional.of(NOW.plusSeconds(100)) : Optional.empty());
    }
}
