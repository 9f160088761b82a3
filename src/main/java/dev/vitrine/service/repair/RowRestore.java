package dev.vitrine.service.repair;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.HiddenRow;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.published.RowsFile;
import dev.vitrine.service.repair.DoctorProgress.DoctorStep;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// Brings back rows that a table has lost, out of a copy of them: those that are in it, have no row by now, and whose
/// bytes are there. A row that exists is never touched, however old its texts are in the copy.
///
/// For one thread; blocks. It may be stopped and begun again at any time: each row is written on the condition that
/// there is none.
public final class RowRestore {
    private static final int PAGE = 1000;
    private static final int NAMED = 100;

    private final MetadataStore truth;
    private final MetadataStore rows;
    private final ObjectStore objects;
    private final Predicate<String> isOwnTable;

    /// @param truth the rows as they are at this moment, never from a mirror
    /// @param rows where they are written
    /// @param isOwnTable whether the rows of a table that a copy names may come back here unasked
    public RowRestore(MetadataStore truth, MetadataStore rows, ObjectStore objects, Predicate<String> isOwnTable) {
        this.truth = truth;
        this.rows = rows;
        this.objects = objects;
        this.isOwnTable = isOwnTable;
    }

    /// @param name of the copy, for people
    /// @param copy on this machine
    /// @param goneTable another table whose rows may come back here, because it is gone; `""` for none
    /// @param acts false to find out only what would be done
    /// @throws ImageException.Conflict when it cannot be known which rows are missing, or they are of another table
    /// @throws ImageException.Failed when the copy is damaged
    public RestoreReport run(String name, Path copy, String goneTable, boolean acts, DoctorProgress progress) {
        if (truth.trashAccess() == TrashAccess.FORBIDDEN) {
            throw new ImageException.Conflict(
                    "The trash of this library cannot be seen from here, so it is not known which rows are missing. Name the trash table in the connection, or allow this account to read it.");
        }
        RowsFile.Contents contents = RowsFile.check(name, copy);
        requireTable(name, contents.header().table(), goneTable);
        Set<String> there = existing(progress);
        Set<String> bytes = stored(name, copy, there, progress);
        RestoreReport report = compared(name, copy, contents, there, bytes);
        return acts && report.missing() > 0 ? restored(report, copy, there, bytes, progress) : report;
    }

    /// Two rows about the same bytes: whoever deletes one image takes the original of the other.
    private void requireTable(String name, String table, String goneTable) {
        if (!table.equals(goneTable) && !isOwnTable.test(table)) {
            throw new ImageException.Conflict(
                    quoted(name) + " has the rows of another table, " + quoted(table)
                            + ". While that exists, an image that is deleted in one of the two loses its original in the other. When that table is gone, say so: --gone-table with its name brings the rows back here.");
        }
    }

    private Set<String> existing(DoctorProgress progress) {
        var ids = new HashSet<String>();
        readIds(truth::listTrashed, ids, progress);
        // The live ones last: a row that was restored in between counts as live.
        readIds(truth::list, ids, progress);
        return ids;
    }

    private static void readIds(
            Function<ImagePage.Request, ImagePage> pages, Set<String> ids, DoctorProgress progress) {
        ImagePage.Request request = ImagePage.Request.first(PAGE);
        while (true) {
            ImagePage page = pages.apply(request);
            page.images().stream().map(ImageRecord::imageId).forEach(ids::add);
            page.hidden().stream().map(HiddenRow::imageId).forEach(ids::add);
            progress.at(DoctorStep.ROWS, ids.size(), 0);
            if (page.next().isEmpty()) {
                return;
            }
            request = new ImagePage.Request(Optional.empty(), Optional.empty(), PAGE, page.next());
        }
    }

    /// The paths of the bytes that missing rows speak of, as far as they are there.
    private Set<String> stored(String name, Path copy, Set<String> there, DoctorProgress progress) {
        var requested = new HashSet<String>();
        eachMissing(name, copy, there, row -> requested.add(row.readKey().path()));
        var stored = new HashSet<String>();
        if (!requested.isEmpty()) {
            var listed = new AtomicLong();
            objects.list(each -> {
                progress.at(DoctorStep.BYTES, listed.incrementAndGet(), 0);
                if (requested.contains(each.path())) {
                    stored.add(each.path());
                }
            });
        }
        return stored;
    }

    private static void eachMissing(String name, Path copy, Set<String> there, Consumer<ImageRecord> each) {
        RowsFile.Contents _ = RowsFile.read(name, copy, row -> {
            if (!there.contains(row.imageId())) {
                each.accept(row);
            }
        });
    }

    private RestoreReport compared(
            String name, Path copy, RowsFile.Contents contents, Set<String> there, Set<String> bytes) {
        var counts = new Object() {
            private long gone;
            private long missing;
            private long trashed;
            private long lost;
        };
        var lost = new ArrayList<String>();
        eachMissing(name, copy, there, row -> {
            counts.gone++;
            if (bytes.contains(row.readKey().path())) {
                counts.missing++;
                counts.trashed += row.deletedAt().isPresent() ? 1 : 0;
                return;
            }
            counts.lost++;
            if (lost.size() < NAMED) {
                lost.add(row.imageId());
            }
        });
        return new RestoreReport(
                name,
                contents.header().table(),
                contents.header().asOf(),
                contents.rows(),
                contents.rows() - counts.gone,
                counts.missing,
                counts.trashed,
                lost,
                counts.lost,
                0,
                List.of());
    }

    private RestoreReport restored(
            RestoreReport report, Path copy, Set<String> there, Set<String> bytes, DoctorProgress progress) {
        var writes = new BulkExecutor(rows.writesAtOnce());
        boolean keepsTrash = truth.keepsTrash();
        var done = new AtomicLong();
        var left = new ConcurrentLinkedQueue<String>();
        var batch = new ArrayList<ImageRecord>(PAGE);
        Runnable write = () -> {
            writes.each(batch, row -> restore(row, keepsTrash, writes, done, left), () -> true);
            batch.clear();
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("Stopped. The rows brought back until then stay.");
            }
            progress.at(DoctorStep.REPAIRS, done.get(), report.missing());
        };
        eachMissing(report.from(), copy, there, row -> {
            if (bytes.contains(row.readKey().path())) {
                batch.add(row);
            }
            if (batch.size() == PAGE) {
                write.run();
            }
        });
        write.run();
        return report.acted(done.get(), List.copyOf(left));
    }

    private void restore(
            ImageRecord row,
            boolean keepsTrash,
            BulkExecutor writes,
            AtomicLong done,
            ConcurrentLinkedQueue<String> left) {
        if (row.deletedAt().isPresent() && !keepsTrash) {
            left.add(quoted(row.title()) + " was in the trash, and there is none any more (" + row.imageId() + ").");
            return;
        }
        try {
            writes.request(() -> {
                if (row.deletedAt().isPresent()) {
                    rows.putTrashed(row);
                } else {
                    rows.put(row);
                }
                return "";
            });
            done.incrementAndGet();
        } catch (ImageException.Conflict | ImageException.Invalid | ImageException.NotFound e) {
            left.add(quoted(row.title()) + " (" + row.imageId() + "): " + e.getMessage());
        }
    }
}
