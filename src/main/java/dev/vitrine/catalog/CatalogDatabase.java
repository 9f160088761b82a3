package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// One SQLite file opened for several threads: one writing connection, a few reading ones. Other processes may have it open too.
///
/// WAL lets readers go on while somebody writes; `synchronous=FULL` makes every commit survive a power cut.
final class CatalogDatabase implements AutoCloseable {
    private static final int READERS = 4;
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore reading = new Semaphore(READERS, true);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Connection writer;
    private volatile boolean closed;

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    CatalogDatabase(Path file) {
        this.file = file;
        createFolder();
        try {
            writer = connect();
        } catch (SQLException e) {
            throw CatalogFailures.translate(e, file);
        }
        try {
            CatalogSchema.migrate(writer, file);
        } catch (SQLException e) {
            close();
            throw CatalogFailures.translate(e, file);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Runs in one read transaction: everything it sees is of one moment.
    <T> T read(Work<T> work) {
        acquire(reading);
        try {
            checkOpen();
            Connection known = idle.pollFirst();
            Connection connection = known == null ? connect() : known;
            boolean healthy = false;
            try {
                T answer = inTransaction(connection, "BEGIN", work);
                healthy = true;
                return answer;
            } finally {
                if (healthy && !closed) {
                    idle.addFirst(connection);
                } else {
                    connection.close();
                }
            }
        } catch (SQLException e) {
            throw CatalogFailures.translate(e, file);
        } finally {
            reading.release();
        }
    }

    /// Runs in one write transaction: when it returns, its changes are on disk; when it throws, there are none.
    <T> T write(Work<T> work) {
        try {
            writing.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped before the catalog was changed.", e);
        }
        try {
            checkOpen();
            return inTransaction(writer, "BEGIN IMMEDIATE", work);
        } catch (SQLException e) {
            throw CatalogFailures.translate(e, file);
        } finally {
            writing.unlock();
        }
    }

    /// A connection of the caller's own, for as long as it likes.
    Connection connect() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        // As a URI: a folder name may contain "?", which the driver would take for its own options.
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
        try (Statement statement = connection.createStatement()) {
            enterWal(statement);
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA cache_size = -8000");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        closed = true;
        // A write that has begun is finished first.
        writing.lock();
        try {
            for (Connection reader = idle.pollFirst(); reader != null; reader = idle.pollFirst()) {
                reader.close();
            }
            writer.close();
        } catch (SQLException e) {
            throw CatalogFailures.translate(e, file);
        } finally {
            writing.unlock();
        }
    }

    /// Two processes that enter WAL at the same moment get "busy" at once, whatever the timeout says.
    private static void enterWal(Statement statement) throws SQLException {
        long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
        while (true) {
            try {
                statement.execute("PRAGMA journal_mode = WAL");
                return;
            } catch (SQLiteException e) {
                boolean busy = (e.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_BUSY.code;
                if (!busy || System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static <T> T inTransaction(Connection connection, String begin, Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(begin);
            boolean done = false;
            try {
                T answer = work.on(connection);
                statement.execute("COMMIT");
                done = true;
                return answer;
            } finally {
                if (!done) {
                    rollback(statement);
                }
            }
        }
    }

    private static void rollback(Statement statement) throws SQLException {
        try {
            statement.execute("ROLLBACK");
        } catch (SQLiteException e) {
            // After a full disk or an I/O error SQLite has rolled back by itself; the first failure is the one to report.
            if (e.getResultCode() != SQLiteErrorCode.SQLITE_ERROR) {
                throw e;
            }
        }
    }

    private void createFolder() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new ImageException.Denied("The folder “" + file.toAbsolutePath().getParent()
                    + "” cannot be created. Check that your account may write there, or choose another folder.", e);
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
            Thread.currentThread().interrupt();
            throw new ImageException.Cancelled("Stopped before the catalog was read.", e);
        }
    }
}
