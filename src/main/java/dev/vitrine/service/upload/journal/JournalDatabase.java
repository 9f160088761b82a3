package dev.vitrine.service.upload.journal;

import dev.vitrine.files.FolderMove;
import dev.vitrine.files.WholeFile;
import dev.vitrine.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The SQLite file of the journal: one connection that writes, one that reads beside it. Safe for any thread.
///
/// What must survive a power cut is written durably. The rest (a state that can be found out again) survives a crash of the program but may
/// be lost with the power: a synchronisation per file and state would cost more than sending a small picture.
public final class JournalDatabase implements AutoCloseable {
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private static final int BUSY_MILLIS = 15_000;

    private static final String SCHEMA = schema();

    private final Path file;
    private final String notice;
    private final Connection writer;
    private final Connection reader;
    // Fair: a walk that adds portion after portion must not keep the uploads from writing.
    private final ReentrantLock writing = new ReentrantLock(true);
    private final ReentrantLock reading = new ReentrantLock();

    /// Opens the file, which is made when it is not there. A damaged one is set aside: the library must open all the same.
    public static JournalDatabase open(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(mark(file))) {
                return openAfresh(file);
            }
            var database = new JournalDatabase(file, "");
            WholeFile.forceFolder(file.getParent());
            return database;
        } catch (SQLException e) {
            if (!isDamage(e)) {
                throw failure(file, e);
            }
            return openAfresh(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static JournalDatabase openAfresh(Path file) {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        try {
            FolderMove.run(file, aside);
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            if (Files.exists(log)) {
                FolderMove.run(log, aside.resolveSibling(aside.getFileName() + "-wal"));
            }
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
            Files.deleteIfExists(mark(file));
            return new JournalDatabase(file, "The list of uploads was damaged and is set aside as " + aside
                    + ". What was uploaded is safe; drop the folders you were uploading again, nothing is stored twice.");
        } catch (IOException | SQLException e) {
            throw failure(file, e);
        }
    }

    private JournalDatabase(Path file, String notice) throws SQLException {
        this.file = file;
        this.notice = notice;
        writer = connect(file);
        try {
            reader = connect(file);
            transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(SCHEMA);
                }
            });
        } catch (SQLException e) {
            writer.close();
            throw e;
        }
    }

    /// What a person should know about the file, `""` when all is well.
    public String notice() {
        return notice;
    }

    private static boolean isDamage(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    }

    private static String schema() {
        try (InputStream sql = JournalDatabase.class.getResourceAsStream("journal.sql")) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MILLIS);
        return DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
    }

    /// In one transaction; a power cut may undo it, a crash of the program does not.
    public <T> T write(Work<T> work) {
        writing.lock();
        try {
            return transaction(work);
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            writing.unlock();
        }
    }

    /// In one transaction that is on disk when this returns.
    <T> T writeDurably(Work<T> work) {
        writing.lock();
        try (Statement statement = writer.createStatement()) {
            statement.execute("PRAGMA synchronous=FULL");
            try {
                return transaction(work);
            } finally {
                statement.execute("PRAGMA synchronous=NORMAL");
            }
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            writing.unlock();
        }
    }

    <T> T read(Work<T> work) {
        reading.lock();
        try {
            return work.with(reader);
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            reading.unlock();
        }
    }

    private <T> T transaction(Work<T> work) throws SQLException {
        writer.setAutoCommit(false);
        try {
            T result = work.with(writer);
            writer.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                writer.rollback();
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        } finally {
            writer.setAutoCommit(true);
        }
    }

    /// Stands beside a file that turned out to be damaged while it was in use, for the next start.
    private static Path mark(Path file) {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    private static ImageException damaged(Path file, SQLException cause) {
        try {
            Files.write(mark(file), List.of(String.valueOf(cause.getMessage())));
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return new ImageException.Failed("The list of uploads (" + file + ") is damaged. Close Vitrine and start it again: it then begins a new list. "
                + "What was uploaded is safe.", cause);
    }

    private static ImageException failure(Path file, Exception cause) {
        if (cause instanceof SQLException sql && isDamage(sql)) {
            return damaged(file, sql);
        }
        if (cause instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL) {
            return new ImageException.Failed("The disk with the list of uploads (" + file + ") is full: make room on it, uploads then go on by themselves.", cause);
        }
        return new ImageException.Failed("The list of uploads (" + file + ") cannot be read or written: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        writing.lock();
        reading.lock();
        try {
            reader.close();
            writer.close();
        } catch (SQLException e) {
            throw failure(file, e);
        } finally {
            reading.unlock();
            writing.unlock();
        }
    }
}
