package dev.vitrine.service.published;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Folders;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFields;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.table.JsonLines;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A copy of the rows of a library in a file: lines of JSON under gzip. The first is the [RowsHeader], the last
/// says how many rows there are and what all lines before it hash to; between them is each row, live or in the
/// trash, with the fields and names that it has in the table.
///
/// Written and read by the page, so that any number of rows fits.
public final class RowsFile {
    private static final int PAGE = 1000;
    private static final int BUFFER = 1 << 16;
    /// An item of DynamoDB has 400 KB, and JSON writes some characters of one byte in six.
    private static final int LONGEST_LINE = 6 * (400 << 10) + (64 << 10);

    /// On the average, compressed: whoever publishes more than that fills the disks of others.
    static final long ROW_AT_MOST = 16 << 10;

    static final long HEADER_AT_MOST = 1 << 20;

    /// @param rows how many there are
    /// @param bytes how long all lines are
    public record Contents(RowsHeader header, long rows, long bytes) {}

    private RowsFile() {}

    /// Writes all rows of a catalog, but for images that are being deleted permanently.
    ///
    /// @return how many
    public static long write(RowsHeader header, SqliteCatalog catalog, Path file) {
        try (var packed = new GZIPOutputStream(Files.newOutputStream(file), BUFFER);
                var hashed = new Hashed(packed);
                Writer out = new BufferedWriter(new OutputStreamWriter(hashed, StandardCharsets.US_ASCII), BUFFER)) {
            JsonLines.write(header.fields(), out);
            long rows = 0;
            for (List<String> ids = catalog.idsAfter("", PAGE);
                    !ids.isEmpty();
                    ids = catalog.idsAfter(ids.getLast(), PAGE)) {
                ImageException.Cancelled.throwIfInterrupted();
                for (ImageRecord row : catalog.findAll(ids)) {
                    if (!row.isBeingPurged()) {
                        JsonLines.write(ImageFields.of(withoutNotes(row), header.bucket()), out);
                        rows++;
                    }
                }
            }
            out.flush();
            JsonLines.write(Map.of("rows", rows, "sha256", hashed.hash.hex()), out);
            return rows;
        } catch (IOException e) {
            throw FileFailures.writing(Folders.of(file), e);
        }
    }

    /// Whether bytes are on their way out of an archive is only of this moment.
    private static ImageRecord withoutNotes(ImageRecord row) {
        return row.withFacts(row.facts().with(Attribute.BROUGHT_BACK, ""));
    }

    /// Reads it to its end, to know that all of it can be believed to be what was written.
    ///
    /// @throws ImageException.Failed when it is damaged, cut, of a newer version or something else
    public static Contents check(String name, Path file) {
        return read(name, file, Long.MAX_VALUE, _ -> {});
    }

    /// The same, and that it has as many rows as its name says, by which everybody decides what it is good for.
    ///
    /// @param file with what was published as that
    public static Contents check(PublishedCopy copy, Path file) {
        Contents contents = read(copy.key().path(), file, copy.rows(), _ -> {});
        if (contents.rows() != copy.rows()) {
            throw damaged(copy.key().path(), null);
        }
        return contents;
    }

    /// Calls with each row, of a file that was checked before.
    ///
    /// @param name for people
    public static Contents read(String name, Path file, Consumer<ImageRecord> each) {
        return read(name, file, Long.MAX_VALUE, each);
    }

    /// Goes no further than so many rows can be, whatever comes out of few bytes.
    private static Contents read(String name, Path file, long maxRows, Consumer<ImageRecord> each) {
        try (var bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            return read(name, bytes, maxRows, each);
        } catch (IOException e) {
            throw FileFailures.reading(name, e);
        }
    }

    /// What is no gzip, or ends too early, is as damaged as wrong lines are.
    private static Contents read(String name, InputStream bytes, long maxRows, Consumer<ImageRecord> each) {
        try (var lines = new BufferedInputStream(new GZIPInputStream(bytes, BUFFER), BUFFER)) {
            return new Reading(name, maxRows, each).run(new BoundedLines(lines, LONGEST_LINE, Long.MAX_VALUE));
        } catch (IOException e) {
            throw damaged(name, e);
        }
    }

    static ImageException damaged(String name, @Nullable Exception cause) {
        return new ImageException.Failed(
                quoted(name) + " is damaged, or no copy of the rows of a library: nothing of it is used.", cause);
    }

    private static final class Hashed extends FilterOutputStream {
        private final Sha256 hash = new Sha256();

        Hashed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            hash.update(bytes, from, length);
            out.write(bytes, from, length);
        }
    }

    /// Each line is known to be a row, and not the last one, when the next one has come.
    private static final class Reading {
        private final String name;
        private final Consumer<ImageRecord> each;
        private final long maxRows;
        private final Sha256 hash = new Sha256();
        private @Nullable RowsHeader header;
        private long rows;
        private long bytes;

        Reading(String name, long maxRows, Consumer<ImageRecord> each) {
            this.name = name;
            this.maxRows = maxRows;
            this.each = each;
        }

        Contents run(BoundedLines lines) throws IOException {
            byte[] line = lines.next();
            for (byte[] next = lines.next(); next.length > 0; next = lines.next()) {
                hash.update(line, 0, line.length);
                bytes += line.length;
                if (rows > maxRows) {
                    throw damaged(name, null);
                }
                take(JsonLines.read(line));
                line = next;
            }
            return end(JsonLines.read(line));
        }

        private void take(Map<String, Object> fields) {
            RowsHeader before = header;
            if (before == null) {
                header = readHeader(fields);
                return;
            }
            each.accept(row(fields, before.bucket()));
            rows++;
        }

        private ImageRecord row(Map<String, Object> fields, String bucket) {
            try {
                return ImageFields.read(
                        field -> RowsHeader.text(fields, field), RowsHeader.texts(fields, "tags"), bucket);
            } catch (ImageException.Invalid e) {
                throw damaged(name, e);
            }
        }

        private RowsHeader readHeader(Map<String, Object> fields) {
            if (RowsHeader.format(fields) > RowsHeader.FORMAT) {
                throw new ImageException.Failed(
                        quoted(name) + " was written by a newer version of Vitrine: it takes that version to use it.");
            }
            return RowsHeader.of(fields)
                    .filter(_ -> RowsHeader.format(fields) > 0)
                    .orElseThrow(() -> damaged(name, null));
        }

        private Contents end(Map<String, Object> fields) {
            RowsHeader read = header;
            if (read == null
                    || !Long.toString(rows).equals(RowsHeader.text(fields, "rows"))
                    || !hash.hex().equals(RowsHeader.text(fields, "sha256"))) {
                throw damaged(name, null);
            }
            return new Contents(read, rows, bytes);
        }
    }
}
