package dev.vitrine.sqlite;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/// One SQLite file opened for several threads: one writing connection, a few reading ones. Other processes may have it
/// open too.
///
/// Work must not begin other work on the same database. Whoever is interrupted before his turn gets an
/// [ImageException.Cancelled].
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    /// Some milliseconds of work.
    private static final int STEPS_TO_LOOK = 100_000;

    private final SqliteFile file;
    private final DatabaseFailures failures;
    // Fair: whoever writes piece after piece must not keep the others from writing.
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Semaphore reading = new Semaphore(READERS, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final ReentrantLock watching = new ReentrantLock();
    private final Connection writer;
    private final Connection watcher;
    private boolean durable = true;
    private String cache = SqliteFile.USUAL_CACHE;
    private volatile boolean closed;

    private Database(SqliteFile file, DatabaseFailures failures, Connection writer, Connection watcher) {
        this.file = file;
        this.failures = failures;
        this.writer = writer;
        this.watcher = watcher;
    }

    /// Opens the file, which is made when it is not there, and brings its tables up to date.
    ///
    /// @throws ImageException.Cancelled when the thread is interrupted while it makes indexes
    public static Database open(Path path, Schema schema, DatabaseFailures failures) {
        Database opened = migrated(new SqliteFile(path.toAbsolutePath()), schema, failures);
        try {
            opened.complete(schema::lackingIndexes);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private static Database migrated(SqliteFile file, Schema schema, DatabaseFailures failures) {
        createFolder(Folders.of(file.path()), failures);
        for (String part : List.of("", "-wal", "-shm")) {
            Path place = file.path().resolveSibling(file.path().getFileName() + part);
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(place)) {
                throw FileFailures.isInTheWay(place, null);
            }
        }
        try {
            // Its journals get the rights that it has.
            OwnerOnly.createFile(file.path());
            Connection writer = file.connect();
            try {
                new Migration(schema, failures).run(writer);
                Folders.force(Folders.of(file.path()));
                return new Database(file, failures, writer, file.connect());
            } catch (SQLException | IOException | RuntimeException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw failed(failures, file.path(), e);
        } catch (IOException e) {
            throw failures.of(DatabaseProblem.DISK_FAILED, file.path(), e);
        }
    }

    private static ImageException failed(DatabaseFailures failures, Path file, SQLException failure) {
        return failures.of(DatabaseProblem.of(failure, file), failure);
    }

    private static void createFolder(Path folder, DatabaseFailures failures) {
        try {
            OwnerOnly.createFolders(folder);
        } catch (IOException e) {
            throw failures.of(DatabaseProblem.NO_FOLDER, folder, e);
        }
    }

    public Path file() {
        return file.path();
    }

    /// Runs in one read transaction: everything it sees is of one moment.
    public <T extends @Nullable Object> T read(DatabaseWork<T> work) {
        acquire(reading);
        try {
            checkOpen();
            Connection known = idle.pollFirst();
            Connection connection = known == null ? file.connect() : known;
            boolean healthy = false;
            try {
                T answer = LockWait.untilFree(() -> Transaction.run(connection, "BEGIN", work));
                healthy = true;
                return answer;
            } finally {
                giveBack(connection, healthy);
            }
        } catch (SQLException e) {
            throw failed(failures, file.path(), e);
        } finally {
            reading.release();
        }
    }

    private void giveBack(Connection connection, boolean healthy) throws SQLException {
        if (healthy) {
            idle.addFirst(connection);
        } else {
            connection.close();
        }
        if (closed) {
            // The close may have looked before this was given back.
            closeIdle();
        }
    }

    /// Runs in one write transaction: when it throws, there are no changes. They outlast a crash of the program; a
    /// power cut may undo them.
    public <T extends @Nullable Object> T write(DatabaseWork<T> work) {
        return write(work, false, SqliteFile.USUAL_CACHE);
    }

    /// Runs in one write transaction: when it returns, its changes are on disk; when it throws, there are none.
    public <T extends @Nullable Object> T writeDurably(DatabaseWork<T> work) {
        return write(work, true, SqliteFile.USUAL_CACHE);
    }

    /// As [#writeDurably], for thousands of rows: with more memory until the next write.
    public <T extends @Nullable Object> T writeMany(DatabaseWork<T> work) {
        return write(work, true, SqliteFile.LARGE_CACHE);
    }

    private <T extends @Nullable Object> T write(DatabaseWork<T> work, boolean durably, String cacheSize) {
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e); // what was changed before, only others know
        }
        try {
            checkOpen();
            if (durable != durably) {
                execute(writer, "PRAGMA synchronous = " + (durably ? "FULL" : "NORMAL"));
                durable = durably;
            }
            if (!cache.equals(cacheSize)) {
                execute(writer, cacheSize);
                cache = cacheSize;
            }
            return Transaction.run(writer, "BEGIN IMMEDIATE", work);
        } catch (SQLException e) {
            throw failed(failures, file.path(), e);
        } finally {
            writing.unlock();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Makes what is lacking; between any two of the statements others can write, and make the same.
    /// What a power cut undoes is lacking again.
    ///
    /// @param lacking statements after which it no longer names them, see [Schema#lackingIndexes]
    /// @throws ImageException.Cancelled when the thread is interrupted, or this is closed
    public void complete(DatabaseWork<List<String>> lacking) {
        while (!read(lacking).isEmpty()) {
            write(connection -> makeFirst(connection, lacking.on(connection)), false, SqliteFile.LARGE_CACHE);
        }
    }

    private int makeFirst(Connection connection, List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return 0;
        }
        execute(connection, "PRAGMA temp_store = FILE"); // what is sorted may be larger than the memory
        endWhenClosed(connection);
        try {
            execute(connection, statements.getFirst());
            return 1;
        } catch (SQLException e) {
            if (isEnded()) {
                throw new ImageException.Cancelled("Stopped.", e);
            }
            throw e;
        } finally {
            ProgressHandler.clearHandler(connection);
            execute(connection, "PRAGMA temp_store = MEMORY");
        }
    }

    private void endWhenClosed(Connection connection) throws SQLException {
        ProgressHandler.setHandler(connection, STEPS_TO_LOOK, new ProgressHandler() {
            @Override
            protected int progress() {
                return isEnded() ? 1 : 0;
            }
        });
    }

    private boolean isEnded() {
        return closed || Thread.currentThread().isInterrupted();
    }

    /// Writes everything, as of one moment, into another file, which is empty; nobody waits for it.
    ///
    /// @param then changed in the copy before it is closed
    /// @throws ImageException.Cancelled when the thread is interrupted
    public void copyTo(Path copy, String then) {
        checkOpen();
        try (Connection source = file.connect()) {
            endWhenClosed(source);
            try (PreparedStatement statement = source.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, copy.toString());
                statement.execute();
            }
            SqliteFile.change(copy, then);
        } catch (SQLException e) {
            if (isEnded()) {
                throw new ImageException.Cancelled("Stopped before the copy was whole.", e);
            }
            throw failed(failures, file.path(), e);
        }
    }

    /// Differs from the last answer after anything was written, by this process or another.
    public long dataVersion() {
        watching.lock();
        try {
            checkOpen();
            // Counted per connection, so this one is always the same and never writes.
            return LockWait.untilFree(() -> Sql.number(watcher, "PRAGMA data_version"));
        } catch (SQLException e) {
            throw failed(failures, file.path(), e);
        } finally {
            watching.unlock();
        }
    }

    /// What has begun is finished first.
    @Override
    public void close() {
        closed = true;
        writing.lock();
        watching.lock();
        try {
            closeIdle();
            watcher.close();
            writer.close();
        } catch (SQLException e) {
            throw failed(failures, file.path(), e);
        } finally {
            watching.unlock();
            writing.unlock();
        }
    }

    private void closeIdle() throws SQLException {
        for (Connection reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
            reader.close();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new ImageException.Cancelled("The library has been closed.");
        }
    }

    private static void acquire(Semaphore semaphore) {
        try {
            semaphore.acquire();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        }
    }
}
