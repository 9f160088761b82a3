package dev.vitrine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.Eventually;
import dev.vitrine.Unchecked;
import dev.vitrine.files.DiskForces;
import dev.vitrine.files.OpenFiles;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@Timeout(60)
class DatabaseTest {
    private static final String FIRST =
            "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);\nCREATE INDEX note_by_text ON note (text)";
    private static final String SECOND = "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT 'nobody'";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("notes.sqlite");
    }

    /// @param unmarked whether a file with the table `note` and no mark is ours
    private record Notes(List<String> steps, boolean unmarked, DatabaseWork<List<String>> indexes) implements Schema {
        Notes(List<String> steps, boolean unmarked) {
            this(steps, unmarked, _ -> List.of());
        }

        @Override
        public int applicationId() {
            return 0x4E4F5445;
        }

        @Override
        public List<String> lackingIndexes(Connection connection) throws SQLException {
            return indexes.on(connection);
        }

        @Override
        public boolean isUnmarked(Connection connection) throws SQLException {
            return unmarked
                    && !Sql.list(connection, row -> row.getLong(1), "SELECT 1 FROM sqlite_schema WHERE name = 'note'")
                            .isEmpty();
        }
    }

    private static ImageException failure(DatabaseProblem problem, Exception cause) {
        return new ImageException.Failed(problem.name(), cause);
    }

    private Database open(String... steps) {
        return Database.open(file, new Notes(List.of(steps), false), DatabaseTest::failure);
    }

    private static int add(Connection connection, String text) throws SQLException {
        return Sql.update(connection, "INSERT INTO note (text) VALUES (?)", text);
    }

    private static List<String> texts(Database database) {
        return database.read(
                connection -> Sql.list(connection, row -> row.getString(1), "SELECT text FROM note ORDER BY id"));
    }

    @Test
    void aFileIsBroughtUpToDateAndKeepsItsRows() {
        try (Database database = open(FIRST)) {
            database.writeDurably(connection -> add(connection, "milk"));
        }
        try (Database database = open(FIRST, SECOND)) {
            assertEquals(
                    List.of("milk nobody"),
                    database.read(connection -> Sql.list(
                            connection,
                            row -> row.getString(1) + " " + row.getString(2),
                            "SELECT text, author FROM note")));
        }
        var newer = assertThrows(ImageException.Failed.class, () -> open(FIRST));
        assertEquals("NEWER", newer.getMessage());
    }

    @Test
    void whatAnotherProcessMadeInTheMeantimeIsNotMadeAgain() {
        var late = List.of("note_by_id", "note_by_both");
        try (Database database = open(FIRST);
                Database other = open(FIRST)) {
            var looks = new AtomicInteger();
            database.complete(connection -> {
                List<String> lacking = late.stream()
                        .filter(name -> !indexes(connection).contains(name))
                        .map(name -> "CREATE INDEX " + name + " ON note (id, text)")
                        .toList();
                if (looks.getAndIncrement() == 0) {
                    other.complete(
                            there -> indexes(there).contains("note_by_both") ? List.of() : lacking.subList(1, 2));
                }
                return lacking;
            });
            assertTrue(indexes(other).containsAll(late));
        }
    }

    /// As the making of an index of very many rows is.
    private static final String WITHOUT_END =
            "CREATE TABLE endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                    + " SELECT max(i) FROM n";

    @Test
    void whatIsMadeStopsInTheMiddleWhenTheLibraryIsClosedOrNobodyWaits() throws Exception {
        Database opened = open(FIRST);
        stop(opened, Thread::interrupt);
        opened.write(connection -> add(connection, "milk"));
        stop(opened, _ -> opened.close());
        try (Database database = open(FIRST)) {
            assertEquals(List.of("milk"), texts(database));
            assertEquals(
                    List.of(),
                    database.read(connection -> Sql.list(
                            connection, row -> row.getLong(1), "SELECT 1 FROM sqlite_schema WHERE name = 'endless'")));
        }
    }

    @Test
    void whatIsMadeOnOpeningStopsWhenNobodyWaits() throws Exception {
        open(FIRST).close();
        Thread opening = Thread.currentThread();
        var looks = new AtomicInteger();
        var lacking = new Notes(List.of(FIRST, SECOND), false, _ -> {
            if (looks.incrementAndGet() == 2) {
                opening.interrupt();
            }
            return List.of(WITHOUT_END);
        });
        assertThrows(ImageException.Cancelled.class, () -> Database.open(file, lacking, DatabaseTest::failure));
        assertTrue(Thread.interrupted());
        assertEquals(List.of(), OpenFiles.in(folder));
    }

    /// What is sorted for an index may be larger than the memory.
    @Test
    void whatIsMadeOnOpeningSortsOnTheDisk() {
        open(FIRST).close();
        var lacking = new Notes(
                List.of(FIRST),
                false,
                connection ->
                        Sql.list(connection, row -> row.getLong(1), "SELECT 1 FROM sqlite_schema WHERE name = 'used'")
                                        .isEmpty()
                                ? List.of("CREATE TABLE used AS SELECT temp_store FROM pragma_temp_store")
                                : List.of());
        try (Database database = Database.open(file, lacking, DatabaseTest::failure)) {
            int onTheDisk = 1;
            assertEquals(
                    List.of(onTheDisk),
                    database.read(
                            connection -> Sql.list(connection, row -> row.getInt(1), "SELECT temp_store FROM used")));
        }
    }

    /// @param act when it has its turn to write
    private static void stop(Database database, Consumer<Thread> act) throws Exception {
        var looks = new CountDownLatch(2);
        var making = new FutureTask<>(() -> assertThrows(
                ImageException.Cancelled.class,
                () -> database.complete(_ -> {
                    looks.countDown();
                    return List.of(WITHOUT_END);
                })));
        Thread maker = Thread.ofPlatform().daemon().start(making);
        looks.await();
        Thread acting = Thread.ofPlatform().daemon().start(() -> act.accept(maker));
        assertEquals("Stopped.", making.get(20, TimeUnit.SECONDS).getMessage());
        acting.join();
    }

    private static List<String> indexes(Database database) {
        return database.read(DatabaseTest::indexes);
    }

    private static List<String> indexes(Connection connection) {
        return Unchecked.get(() ->
                Sql.list(connection, row -> row.getString(1), "SELECT name FROM sqlite_schema WHERE type = 'index'"));
    }

    @Test
    void severalProcessesMayBringItUpToDateAtOnce() throws Exception {
        AtOnce.run(6, process -> () -> {
            try (Database database = open(FIRST, SECOND)) {
                database.writeDurably(connection -> add(connection, "from " + process));
            }
        });
        try (Database database = open(FIRST, SECOND)) {
            assertEquals(6, texts(database).size());
        }
    }

    @Test
    void aStepThatFailsLeavesTheFileAsItWas() {
        open(FIRST).close();
        assertThrows(ImageException.Failed.class, () -> open(FIRST, SECOND + ";\nnonsense"));
        try (Database database = open(FIRST)) {
            assertEquals(List.of(), texts(database));
        }
    }

    @Test
    void aNewFileHasItsNameOnTheDisk() throws Exception {
        assertEquals(List.of(folder), DiskForces.during(() -> open(FIRST).close()));
    }

    @Test
    void aFileOfAnotherProgramIsNotTouchedUnlessItIsOursFromBeforeTheMark() {
        try (Database database = open(FIRST)) {
            database.write(connection -> add(connection, "milk"));
            database.write(connection -> Sql.update(connection, "PRAGMA application_id = 0"));
            database.write(connection -> Sql.update(connection, "PRAGMA user_version = 0"));
        }
        var foreign = assertThrows(ImageException.Failed.class, () -> open(FIRST));
        assertEquals("FOREIGN", foreign.getMessage());
        String again = FIRST.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
                .replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS");
        try (Database database = Database.open(file, new Notes(List.of(again, SECOND), true), DatabaseTest::failure)) {
            assertEquals(List.of("milk"), texts(database));
        }
    }

    @Test
    void aWriteThatFailsChangesNothing() {
        try (Database database = open(FIRST)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(connection -> {
                        add(connection, "half");
                        throw new IllegalStateException("flaw");
                    }));
            var failure = assertThrows(
                    ImageException.Failed.class,
                    () -> database.write(connection -> Sql.update(connection, "INSERT INTO nowhere VALUES (1)")));
            assertEquals("OTHER", failure.getMessage());
            assertEquals(List.of(), texts(database));
        }
    }

    @Test
    void aWriteSaysItselfWhetherItWaitsForTheDisk() {
        try (Database database = open(FIRST)) {
            assertEquals(List.of(2L), database.writeDurably(DatabaseTest::synchronous), "FULL");
            assertEquals(List.of(1L), database.write(DatabaseTest::synchronous), "NORMAL");
            assertEquals(List.of(2L), database.writeDurably(DatabaseTest::synchronous), "FULL again");
        }
    }

    private static List<Long> synchronous(Connection connection) throws SQLException {
        return Sql.list(connection, row -> row.getLong(1), "PRAGMA synchronous");
    }

    @Test
    void readersGoOnWhileSomebodyWrites() throws Exception {
        try (Database database = open(FIRST)) {
            var inTheMiddle = new CountDownLatch(1);
            var read = new CountDownLatch(1);
            Thread writer = Thread.ofVirtual()
                    .start(() -> database.write(connection -> {
                        add(connection, "new");
                        inTheMiddle.countDown();
                        return awaited(read);
                    }));
            inTheMiddle.await();
            assertEquals(List.of(), texts(database));
            read.countDown();
            writer.join();
            assertEquals(List.of("new"), texts(database));
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theDataVersionMovesWithEveryWriteAndWithNoRead() {
        try (Database database = open(FIRST);
                Database other = open(FIRST)) {
            long before = database.dataVersion();
            texts(database);
            assertEquals(before, database.dataVersion());
            database.write(connection -> add(connection, "mine"));
            long mine = database.dataVersion();
            assertNotEquals(before, mine);
            other.write(connection -> add(connection, "theirs"));
            assertNotEquals(mine, database.dataVersion());
        }
    }

    @Test
    void whoIsInterruptedBeforeHisTurnIsCancelled() {
        try (Database database = open(FIRST)) {
            Thread.currentThread().interrupt();
            assertThrows(ImageException.Cancelled.class, () -> database.write(connection -> add(connection, "x")));
            assertThrows(ImageException.Cancelled.class, () -> texts(database));
            assertTrue(Thread.interrupted());
            assertEquals(List.of(), texts(database));
        }
    }

    @Test
    void aClosedOneIsReadAndWrittenNoMore() throws IOException {
        Database database = open(FIRST);
        database.close();
        assertThrows(ImageException.Cancelled.class, () -> texts(database));
        assertThrows(ImageException.Cancelled.class, () -> database.write(connection -> add(connection, "x")));
        assertThrows(ImageException.Cancelled.class, database::dataVersion);
        assertThrows(ImageException.Cancelled.class, () -> database.copyTo(folder.resolve("copy"), ""));
        assertFalse(Files.exists(folder.resolve("copy")));
        assertEquals(List.of(), OpenFiles.in(folder));
    }

    /// A file that is damaged or newer is put aside, which Windows refuses while it is open.
    @Test
    void oneThatCannotBeOpenedIsNotLeftOpen() throws IOException {
        open(FIRST, SECOND).close();
        assertThrows(ImageException.Failed.class, () -> open(FIRST));
        assertEquals(List.of(), OpenFiles.in(folder));
    }

    @Test
    void aReaderIsUsedAgain() {
        try (Database database = open(FIRST)) {
            Connection first = database.read(connection -> connection);
            assertSame(first, database.read(connection -> connection));
        }
    }

    @Test
    void onlyAFewReadAtTheSameTime() throws Exception {
        int max = 4;
        try (Database database = open(FIRST)) {
            var reading = new CountDownLatch(max);
            var entered = new AtomicInteger();
            var end = new CountDownLatch(1);
            var readers = new ArrayList<Thread>();
            for (int i = 0; i <= max; i++) {
                readers.add(Thread.ofPlatform()
                        .start(() -> database.read(_ -> {
                            entered.incrementAndGet();
                            reading.countDown();
                            return awaited(end);
                        })));
            }
            reading.await();
            Eventually.await(() -> readers.stream().allMatch(each -> each.getState() == Thread.State.WAITING));
            assertEquals(max, entered.get());
            end.countDown();
            for (Thread reader : readers) {
                reader.join();
            }
            assertEquals(max + 1, entered.get());
        }
    }

    /// As SQLite itself does when the disk is full.
    @Test
    void theReasonIsToldWhenEverythingWasTakenBackAlready() {
        try (Database database = open(FIRST)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> database.write(connection -> {
                        Sql.update(connection, "ROLLBACK");
                        throw new IllegalStateException("the disk is full");
                    }));
            database.write(connection -> add(connection, "milk"));
            assertEquals(List.of("milk"), texts(database));
        }
    }

    @Test
    void aFolderMayBeNamedInAnyWay() throws IOException {
        file = folder.resolve("what? 100 % #1/notes.sqlite");
        try (Database database = open(FIRST)) {
            database.write(connection -> add(connection, "milk"));
        }
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "x");
        file = inTheWay.resolve("notes.sqlite");
        assertEquals(
                "NO_FOLDER",
                assertThrows(ImageException.class, () -> open(FIRST)).getMessage());
        for (Path other : List.of(
                Files.createDirectory(folder.resolve("folder")),
                Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere")))) {
            file = other;
            String said = assertThrows(ImageException.class, () -> open(FIRST)).getMessage();
            assertTrue(said.startsWith("“" + other + "” is in the way"), said);
        }
        file = folder.resolve("journal");
        Path log = Files.createDirectory(folder.resolve("journal-wal"));
        String said = assertThrows(ImageException.class, () -> open(FIRST)).getMessage();
        assertTrue(said.startsWith("“" + log + "” is in the way"), said);
        file = Files.writeString(folder.resolve("text"), "no database at all ".repeat(500));
        assertEquals(
                "DAMAGED", assertThrows(ImageException.class, () -> open(FIRST)).getMessage());
    }

    /// Each would take a thread that carries others, if it waited inside of SQLite.
    @Test
    void whoWaitsForAnotherProgramKeepsNobodyElseWaiting() throws Exception {
        int waiting = Runtime.getRuntime().availableProcessors() + 1;
        var threads = new ArrayList<Thread>();
        try (Database database = open(FIRST);
                var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (int i = 0; i < waiting; i++) {
                threads.add(Thread.startVirtualThread(() -> {
                    try (Database own = open(FIRST)) {
                        own.write(connection -> Sql.update(connection, "INSERT INTO note (text) VALUES ('late')"));
                    }
                }));
            }
            Thread.sleep(500);
            Thread another = Thread.startVirtualThread(() -> {});
            assertTrue(another.join(Duration.ofSeconds(3)), "held up");
            statement.execute("COMMIT");
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(
                    List.of((long) waiting),
                    database.read(
                            connection -> Sql.list(connection, row -> row.getLong(1), "SELECT count(*) FROM note")));
        }
    }

    /// SQLite says no more than that the disk failed when the file that did not grow is not the database itself. In
    /// `/proc` nothing has room.
    @Test
    void whoIsStoppedWhileItIsOpenedHearsOfNoTroubleOfTheDisk() {
        var schema = new Notes(List.of(FIRST), false);
        Thread.currentThread().interrupt();
        try {
            assertThrows(ImageException.Cancelled.class, () -> Database.open(file, schema, DatabaseTest::failure));
        } finally {
            assertTrue(Thread.interrupted(), "whoever stops it is not forgotten");
        }
        Database.open(file, schema, DatabaseTest::failure).close();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskWithoutRoomIsAFullOneWhateverItIsCalled() {
        for (var code : List.of(SQLiteErrorCode.SQLITE_IOERR_SHMSIZE, SQLiteErrorCode.SQLITE_CANTOPEN)) {
            var failure = new SQLiteException("", code);
            assertEquals(DatabaseProblem.DISK_FULL, DatabaseProblem.of(failure, Path.of("/proc/none/x.sqlite")));
            assertNotEquals(DatabaseProblem.DISK_FULL, DatabaseProblem.of(failure, folder.resolve("x.sqlite")));
        }
        assertEquals(
                DatabaseProblem.DAMAGED,
                DatabaseProblem.of(new SQLiteException("", SQLiteErrorCode.SQLITE_CORRUPT), Path.of("/proc/x.sqlite")));
    }
}
