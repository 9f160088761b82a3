package dev.vitrine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.sqlite.QueryPlans;
import dev.vitrine.sqlite.Sql;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of a catalog costs as much as its answer, whatever the size of the library.
class CatalogPlansTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/vitrine/catalog");
    private static final LibraryGenerator GENERATOR = new LibraryGenerator(5, 8, 60);

    private static final String LIST = "SELECT " + ImageRows.COLUMNS + " FROM image WHERE ";
    private static final Set<String> ALLOWED = Set.of(
            "SELECT id FROM identity", // one row
            "SELECT coalesce((SELECT seq FROM sqlite_sequence", // a row for each table
            LIST + "deleted_at IS NULL", // a page, in the order of an index
            LIST + "deleted_at IS NOT NULL",
            "SELECT row, image_id", // all rows, to make the index
            "SELECT DISTINCT row FROM change", // each change once: as many as there are
            "INSERT INTO change (row, image_id, kind) SELECT", // those that are named
            "DELETE FROM mirror_state", // a dozen rows
            "SELECT name, value FROM mirror_state",
            "DELETE FROM mirror_seen", // what a reading wrote
            "SELECT ids FROM mirror_seen",
            "SELECT user_id, image_id, deleted_at", // all rows of a copy, to choose one
            "SELECT count(*) FROM image", // all rows, at most once an hour
            "SELECT created_at, image_id FROM image", // all live ones, when a mirror comes back
            "DELETE FROM change", // when rows have got other numbers
            "SELECT name FROM", // the schema
            "SELECT EXISTS (SELECT 1 FROM image)", // any row
            "SELECT count(*) FROM sqlite_schema");

    @TempDir
    private Path folder;

    @Test
    void everyStatementIsALookUp() throws SQLException, IOException {
        Path file = folder.resolve("catalog.sqlite");
        try (var plans = new QueryPlans()) {
            try (SqliteCatalog catalog = SqliteCatalog.openMirror(folder)) {
                useAll(catalog);
            }
            SqliteCatalog.openMirror(folder).close(); // now there is something to look at
            // The one that is left runs on a copy, on its only row.
            assertEquals(
                    Set.of("SqliteCatalog.java: UPDATE identity SET id = lower(hex(randomblob(16)))"),
                    plans.notHeard(SOURCES));
            assertEquals(Map.of(), plans.slow(file, ALLOWED));
            assertEquals(List.of(), plans.unusedIndexes(file));
            // Not every image of the user.
            assertEquals(
                    List.of("SEARCH image USING INDEX image_by_content (user_id=? AND content_sha256=?)"),
                    plans.steps(file, LIST + "user_id = ? AND content_sha256 = ?"));
        }
    }

    private void useAll(SqliteCatalog catalog) {
        catalog.putAll(GENERATOR.images(50));
        try (CatalogIndex index = CatalogIndex.open(catalog, folder.resolve("index"))) {
            ImageRecord added = GENERATOR.image(60).withDeletedAt(Optional.empty());
            catalog.put(added);
            String id = added.imageId();
            Instant now = Instant.parse("2026-01-01T00:00:00Z");
            catalog.update(new ImageEdit(added, new Caption("new", "", List.of("sea"))), now);
            index.refresh();
            index.search(ImageQuery.ALL).images(0, 5);
            catalog.find(id);
            catalog.countChangedAfter(now);
            catalog.trash(id, now);
            catalog.findTrashed(id);
            catalog.trashedAt(now);
            catalog.restore(id);
            catalog.idsAfter("", 5);
            catalog.trashedAfter("", 5);
            catalog.countLive();
            catalog.liveMadeAt(_ -> true);
            catalog.findBySha256("alice", "00");
            for (Optional<String> user : List.of(Optional.<String>empty(), Optional.of("alice"))) {
                for (Optional<String> tag : List.of(Optional.<String>empty(), Optional.of("sea"))) {
                    var first = new ImagePage.Request(user, tag, 1, Optional.empty());
                    var next = new ImagePage.Request(
                            user,
                            tag,
                            1,
                            catalog.list(ImagePage.Request.first(1)).next());
                    List.of(first, next).forEach(catalog::list);
                    List.of(first, next).forEach(catalog::listTrashed);
                }
            }
            catalog.noteStorage(id, StorageState.of("GLACIER"));
            catalog.noteListed(Map.of(id, "DEEP_ARCHIVE"));
            catalog.mirrorNotes().setState(Map.of("as-of", "now"));
            catalog.mirrorNotes().setState(Map.of("as-of", "now"), "now", new byte[8]);
            catalog.mirrorNotes().state();
            catalog.mirrorNotes().seen("now");
            catalog.mirrorNotes().forgetSeen();
            catalog.beginPurge(SeenImage.of(catalog.find(id).orElseThrow()));
            catalog.endPurge(id);
            catalog.deleteAll(List.of(id));
            catalog.noteChanged(Set.of(id));
            catalog.changed(0, catalog.lastChange());
            catalog.trimChangeLog(10);
        }
        CatalogIndex.open(catalog, folder.resolve("index")).close();
        CatalogKeys.count(catalog.database().file());
        CatalogCopies.choice(catalog.database().file(), Set.of());
        catalog.database()
                .write(connection -> Sql.update(
                        connection, "UPDATE image SET row = 3000000000 WHERE row = (SELECT max(row) FROM image)"));
    }
}
