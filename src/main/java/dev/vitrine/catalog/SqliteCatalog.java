package dev.vitrine.catalog;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.sqlite.Database;
import dev.vitrine.sqlite.DatabaseAtRest;
import dev.vitrine.sqlite.DatabaseFailures;
import dev.vitrine.sqlite.DatabaseProblem;
import dev.vitrine.sqlite.DatabaseWork;
import dev.vitrine.sqlite.DriverLibrary;
import dev.vitrine.sqlite.ReplaceableDatabase;
import dev.vitrine.sqlite.Sql;
import dev.vitrine.store.MetadataStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The rows of a library in one SQLite file: the truth of a local library, the mirror of a cloud one.
///
/// Safe for threads and for several processes on one file. A change is on disk when the call returns, and stands in the
/// change log.
public final class SqliteCatalog implements MetadataStore {
    private static final System.Logger LOG = System.getLogger(SqliteCatalog.class.getName());
    private static final int MANY = 1000;

    private final Database database;
    /// Those that were looked for and are there. Another process drops them at most once, before it fills a mirror:
    /// then what is asked of this one takes longer.
    private final Set<String> indexes = ConcurrentHashMap.newKeySet();
    private final boolean mirrors;
    private final MirrorNotes mirrorNotes;

    private SqliteCatalog(Database database, CatalogSchema schema) {
        this.database = database;
        this.mirrors = schema.mirrors();
        this.mirrorNotes = new MirrorNotes(database);
    }

    /// Before the first catalog is opened: where the native part of the database driver may be unpacked.
    public static void keepDriverIn(Path folder) {
        DriverLibrary.keepIn(folder);
    }

    /// Opens the catalog, making the file and its folder when they are missing.
    ///
    /// @throws ImageException.Failed with advice when the file is damaged, locked, or not a catalog; it is left as
    ///   it is
    public static SqliteCatalog open(Path file) {
        var schema = CatalogSchema.ofLibrary();
        return new SqliteCatalog(Database.open(file, schema, new CatalogFailures(file)), schema);
    }

    /// Opens the catalog that mirrors a library: a copy, so one that cannot be used is set aside and begun again.
    public static SqliteCatalog openMirror(Path folder) {
        // A name for each version of the tables, so that two versions of the program can share a machine.
        Path file = folder.resolve(
                CatalogSchema.VERSION == 1 ? "catalog.sqlite" : "catalog-" + CatalogSchema.VERSION + ".sqlite");
        ReplaceableDatabase.Opened opened = new ReplaceableDatabase(
                        file, new MirrorFailures(file), MirrorFailures.BEGUN_AGAIN)
                .open(CatalogSchema.ofMirror());
        opened.aside()
                .ifPresent(aside -> LOG.log(
                        Level.WARNING,
                        "The copy of the library in {0} could not be used. It is set aside as {1}, and filled again.",
                        file,
                        aside));
        return new SqliteCatalog(opened.database(), CatalogSchema.ofMirror());
    }

    /// Opens a copy of a catalog that may only be read, with what waits in its log.
    ///
    /// @param folder for the copy
    public static SqliteCatalog openCopy(Path file, Path folder) {
        return openCopy(file, folder, new CatalogFailures(file));
    }

    static SqliteCatalog openCopy(Path file, Path folder, DatabaseFailures failures) {
        Path copy = folder.resolve("catalog.sqlite");
        try {
            new DatabaseAtRest(file).copyTo(copy);
        } catch (IOException e) {
            throw failures.of(DatabaseProblem.DISK_FAILED, folder, e);
        }
        var schema = CatalogSchema.ofLibrary();
        return new SqliteCatalog(Database.open(copy, schema, failures), schema);
    }

    @Override
    public void put(ImageRecord image) {
        putAbsent(image.withDeletedAt(Optional.empty()));
    }

    @Override
    public void putTrashed(ImageRecord image) {
        putAbsent(image);
    }

    private void putAbsent(ImageRecord image) {
        database.writeDurably(connection -> {
            if (ImageTable.find(connection, image.imageId()).isPresent()) {
                throw new ImageException.Conflict("There is already an image with the id " + image.imageId() + ".");
            }
            return ImageTable.insert(connection, image);
        });
    }

    /// Adds or replaces rows, live or trashed as they say, in one step. Rows that are the same already make no
    /// change.
    public void putAll(Collection<ImageRecord> images) {
        DatabaseWork<Integer> work = connection -> ImageTable.replace(connection, images);
        if (images.size() < MANY) {
            database.writeDurably(work);
        } else {
            database.writeMany(work);
        }
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        return database.read(connection -> ImageTable.findLive(connection, imageId));
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        return database.read(connection -> ImageTable.findTrashed(connection, imageId));
    }

    /// Rows, live or trashed, in the order asked; ids that are not there are left out.
    public List<ImageRecord> findAll(Collection<String> ids) {
        var found = new HashMap<String, ImageRecord>();
        database.read(connection -> {
            for (ImageRecord image : ImageTable.findAll(connection, ids)) {
                found.put(image.imageId(), image);
            }
            return found;
        });
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /// Ids of rows, live or trashed, in their own order: the next `max` after `imageId`, which is `""` at the
    /// beginning.
    public List<String> idsAfter(String imageId, int max) {
        return database.read(connection -> ImageTable.idsAfter(connection, imageId, max));
    }

    /// The same of rows in the trash alone.
    public List<String> trashedAfter(String imageId, int max) {
        return database.read(connection -> ImageTable.trashedAfter(connection, imageId, max));
    }

    /// Ids of the live rows that were made at such a time, as [dev.vitrine.image.ImageTime] writes it.
    public List<String> liveMadeAt(Predicate<String> createdAt) {
        return database.read(connection -> ImageTable.liveMadeAt(connection, createdAt));
    }

    public long countLive() {
        return database.read(ImageTable::countLive);
    }

    /// How many rows there are, live or in the trash.
    public long count() {
        return database.read(ImageTable::count);
    }

    /// How many of them were edited, made or deleted after that moment, as they say themselves.
    public long countChangedAfter(Instant moment) {
        return database.read(connection -> ImageTable.countChangedAfter(connection, moment));
    }

    /// Ids of the rows that went into the trash at this very moment.
    public List<String> trashedAt(Instant deletedAt) {
        requireIndex(CatalogSchema.TRASHED_AT);
        return database.read(connection -> ImageTable.trashedAt(connection, deletedAt));
    }

    /// Live images of this user with these bytes, oldest first.
    ///
    /// Is asked for each file that is dropped, also while a mirror is filled for the first time.
    public List<ImageRecord> findBySha256(String userId, String sha256) {
        if (sha256.isEmpty()) {
            return List.of();
        }
        requireIndex(CatalogSchema.BY_CONTENT);
        return database.read(connection -> ImageTable.findBySha256(connection, userId, sha256));
    }

    /// While a mirror is filled for the first time, whoever asks first makes the index (that of the bytes of a
    /// million rows in 1.6 s of processor; without, each file takes 0.2), and the filling, which takes half as
    /// long again with it, has it only where somebody asks.
    private void requireIndex(String name) {
        if (!indexes.contains(name)) {
            database.complete(CatalogSchema.missingIndex(name));
            indexes.add(name);
        }
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        return database.read(connection -> RowPages.list(connection, request, false));
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        return database.read(connection -> RowPages.list(connection, request, true));
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return change(edit.seen().imageId(), current -> edit.applyTo(current, now));
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return change(imageId, current -> change.applyTo(current, now));
    }

    private ImageRecord change(String imageId, UnaryOperator<ImageRecord> change) {
        return database.writeDurably(connection -> {
            ImageRecord current = ImageTable.findLive(connection, imageId)
                    .orElseThrow(() -> ImageException.NotFound.ofImage(imageId));
            ImageRecord changed = change.apply(current);
            if (!changed.equals(current)) {
                ImageTable.replace(connection, List.of(changed));
            }
            return ImageTable.findLive(connection, imageId).orElseThrow();
        });
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return change(imageId, current -> current.withFacts(current.facts().or(more)));
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return database.writeDurably(connection -> ImageTable.move(connection, imageId, Optional.of(deletedAt)));
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return database.writeDurably(connection -> {
            String imageId = seen.imageId();
            ImageRecord current = ImageTable.existing(connection, imageId);
            MetadataStore.requireAsSeen(seen, current, deletedAt);
            if (current.deletedAt().isPresent()) {
                return current;
            }
            ImageRecord _ = ImageTable.find(connection, kept)
                    .filter(row -> row.deletedAt().isEmpty())
                    .orElseThrow(MetadataStore::keptIsGone);
            return ImageTable.move(connection, imageId, Optional.of(deletedAt));
        });
    }

    @Override
    public ImageRecord restore(String imageId) {
        return database.writeDurably(connection -> ImageTable.move(connection, imageId, Optional.empty()));
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return database.writeDurably(connection -> {
            ImageRecord current = ImageTable.existing(connection, seen.imageId());
            seen.requireStill(current);
            ImageRecord purged = current.withDeletedAt(Optional.of(ImageRecord.BEING_PURGED));
            ImageTable.replace(connection, List.of(purged));
            return purged;
        });
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        return database.writeDurably(connection -> {
            ImageRecord current = ImageTable.existing(connection, purged.imageId());
            if (current.isBeingPurged()) {
                ImageTable.replace(connection, List.of(current.withDeletedAt(Optional.of(deletedAt))));
            }
            return ImageTable.existing(connection, purged.imageId());
        });
    }

    @Override
    public void endPurge(String imageId) {
        database.writeDurably(connection -> ImageTable.deletePurged(connection, imageId));
    }

    /// Deletes rows permanently, live or in the trash, in one step; those that are not there do not matter.
    public void deleteAll(Collection<String> ids) {
        database.writeDurably(connection -> ImageTable.deleteAll(connection, ids));
    }

    /// Notes where the bytes of an image lie, as their store says.
    ///
    /// @return whether that is new
    public boolean noteStorage(String imageId, StorageState state) {
        return database.write(connection -> StorageNotes.note(connection, imageId, state)) > 0;
    }

    /// The same, for what a listing says of many.
    ///
    /// @param classes by image id
    /// @return whether any is new
    public boolean noteListed(Map<String, String> classes) {
        return database.write(connection -> StorageNotes.noteListed(connection, classes)) > 0;
    }

    public MirrorNotes mirrorNotes() {
        return mirrorNotes;
    }

    /// Whether these are only some rows of a library, so that nothing follows from what is not there.
    public boolean isPart() {
        return mirrors
                && !mirrorNotes.state().getOrDefault(MirrorNotes.SCOPE, "").isEmpty();
    }

    /// For what may only be done to, or told of, all images.
    ///
    /// @throws ImageException.Invalid when these are a part
    public void requireWhole() {
        if (isPart()) {
            throw new ImageException.Invalid("Only some images of this library are on this computer, and for this all"
                    + " have to be. Choose all of them first: the command line has --read-all for that.");
        }
    }

    /// Before very many rows come in for the first time, in no order: made of all rows in the end, indexes take a
    /// fraction of the time that adding each row to each of them does. What is asked in the meantime may look
    /// through all rows.
    public void dropIndexes() {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : CatalogSchema.withoutIndexes()) {
                    statement.execute(sql);
                }
            }
            return null;
        });
        indexes.clear();
    }

    /// Those that are not there, at the end of a reading. Opening a mirror makes them too, but not before its first
    /// reading has ended.
    public void makeIndexes() {
        database.complete(CatalogSchema::missingIndexes);
    }

    /// The position of the last change in the log, or 0.
    public long lastChange() {
        return database.read(ChangeLog::last);
    }

    /// Whose changes are after one position in the log, up to another.
    ///
    /// @return empty when some of them have been cut off
    public Optional<Set<String>> changed(long after, long until) {
        return database.read(connection -> ChangeLog.reachesBackTo(connection, after)
                ? Optional.of(new HashSet<>(ChangeLog.changed(connection, after, until)))
                : Optional.empty());
    }

    /// Notes in the log that these may have changed and are again as they were.
    public void noteChanged(Collection<String> ids) {
        database.writeDurably(connection -> ChangeLog.note(connection, TagList.write(ids)));
    }

    /// Drops all but the newest `kept` entries of the change log. Followers that were further behind read
    /// everything again. Not waited for: a power cut brings entries back that do no harm.
    void trimChangeLog(int kept) {
        database.write(connection -> ChangeLog.trim(connection, kept));
    }

    /// Tells this catalog from any other.
    public String identity() {
        return database.read(SqliteCatalog::identity);
    }

    /// The identity of the catalog in this file, which is only looked at; empty where none can be read.
    public static Optional<String> identityIn(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(new DatabaseAtRest(file).read(SqliteCatalog::identity))
                    : Optional.empty();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, () -> "no catalog in " + file, e);
            return Optional.empty();
        }
    }

    private static String identity(Connection connection) throws SQLException {
        return Sql.first(connection, row -> row.getString(1), "SELECT id FROM identity")
                .orElseThrow(() -> new SQLException("The catalog has no identity."));
    }

    /// Into an empty file. The copy is another catalog, lest it be taken for this one.
    void copyTo(Path copy) {
        database.copyTo(copy, "UPDATE identity SET id = lower(hex(randomblob(16)))");
    }

    @Override
    public void close() {
        database.close();
    }

    Database database() {
        return database;
    }
}
