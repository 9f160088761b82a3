package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitrine.catalog.CatalogFeed;
import dev.vitrine.catalog.CatalogIndex;
import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Progress;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.sqlite.FailingSqlite;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.SQLiteErrorCode;

/// Whichever statement of the catalog or of the journal of uploads fails, nothing is half done: [FailingAct]. In
/// simulated time, since a locked file is waited for.
final class FailingSqliteTest {
    private static final int FOR_EVER = 1_000_000;
    private static final List<SQLiteErrorCode> CODES = List.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CORRUPT);

    private enum Kind {
        UPLOAD,
        EDIT,
        TRASH,
        RESTORE,
        PURGE,
        DROP
    }

    @TempDir
    private Path work;

    @AutoClose
    private FailingSqlite sqlite;

    private ImageService images;
    private FolderObjectStore objects;
    private UploadQueue queue;
    private int pictures;

    /// Also where the simulation ended before whatever it simulated.
    private static Stream<Arguments> acts() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Boolean.getBoolean("vitrine.test.every.failure")
                        ? CODES.stream()
                                .flatMap(code -> Stream.of(1, FOR_EVER).map(times -> Arguments.of(kind, code, times)))
                        : Stream.of(
                                Arguments.of(kind, SQLiteErrorCode.SQLITE_IOERR, 1),
                                Arguments.of(kind, SQLiteErrorCode.SQLITE_FULL, FOR_EVER)));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void whateverStatementFailsNothingIsHalfDone(Kind kind, SQLiteErrorCode code, int times) {
        SimulationHarness.loadDriver(work);
        sqlite = new FailingSqlite(code, times);
        var simulation = new Simulation(1);
        var failed = new ArrayList<Throwable>();
        var isDone = new AtomicBoolean();
        simulation.process("vitrine").start("main", () -> {
            try (var resources = new Resources()) {
                open(resources);
                FailingAct.failAtEachCall(kind, sqlite, times == 1, () -> act(kind));
            } catch (Throwable e) {
                failed.add(e);
            }
            isDone.set(true);
        });
        try (var _ = new Warnings()) {
            assertTrue(simulation.run(Duration.ofDays(300), isDone::get) || !failed.isEmpty(), "it does not end");
        }
        for (Throwable e : failed) {
            fail(e.toString(), e);
        }
        assertEquals(List.of(), simulation.uncaught());
    }

    private void open(Resources resources) {
        SqliteCatalog catalog = resources.add(SqliteCatalog.open(work.resolve("catalog.sqlite")));
        objects = resources.add(new FolderObjectStore(work.resolve("objects")));
        CatalogIndex index = resources.add(CatalogIndex.open(catalog, work.resolve("index.snapshot")));
        var live = new LiveCatalog(catalog, index, resources.add(new CatalogFeed(index)));
        images = new ImageService(catalog, objects, live, new PictureReader());
        queue = resources.add(new UploadQueue(images, work.resolve("uploads.sqlite"), 2));
    }

    private FailingAct act(Kind kind) throws IOException {
        return switch (kind) {
            case UPLOAD -> upload();
            case EDIT -> edit();
            case TRASH -> trash();
            case RESTORE -> restore();
            case PURGE -> purge();
            case DROP -> drop();
        };
    }

    private byte[] picture() {
        pictures++;
        return SampleImages.png(4 + pictures / 200, 4, new Color(pictures % 200, 0, 0));
    }

    private ImageRecord add() {
        return images.upload(newImage(picture()), _ -> {});
    }

    private NewImage newImage(byte[] bytes) {
        return new NewImage("alice", Caption.EMPTY, ImageSource.ofBytes("picture-" + pictures + ".png", bytes));
    }

    private boolean isStored(String imageId) {
        return objects.find(ObjectKey.original("alice", imageId)).isPresent();
    }

    private FailingAct upload() {
        NewImage image = newImage(picture());
        String id = World.here().uuid().toString();
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.findUploaded(id).isPresent()
                        || images.upload(image, id, "", _ -> {}).imageId().equals(id);
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertTrue(images.findUploaded(id).isEmpty() || isStored(id), "a row without bytes");
            }

            @Override
            public void done() {
                assertTrue(images.find(id).isPresent() && isStored(id));
            }
        };
    }

    private FailingAct edit() {
        ImageRecord image = add();
        return new FailingAct() {
            @Override
            public boolean run() {
                ImageRecord now = images.find(image.imageId()).orElseThrow();
                return images.edit(new ImageEdit(now, now.caption().withTitle("New")))
                        .title()
                        .equals("New");
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertEquals(
                        succeeded,
                        images.find(image.imageId()).orElseThrow().title().equals("New"));
            }

            @Override
            public void done() {
                check(true, true);
            }
        };
    }

    private FailingAct trash() {
        String id = add().imageId();
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.find(id).isEmpty()
                        || images.trash(List.of(id)).failed().isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertTrue(!succeeded || images.find(id).isEmpty());
                assertTrue(images.findUploaded(id).isPresent() && isStored(id));
            }

            @Override
            public void done() {
                assertTrue(images.find(id).isEmpty());
            }
        };
    }

    private FailingAct restore() {
        String id = add().imageId();
        images.trash(List.of(id));
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.restore(List.of(id), Progress.UNSEEN).failed().isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertEquals(succeeded, images.find(id).isPresent());
                assertTrue(images.findUploaded(id).isPresent() && isStored(id));
            }

            @Override
            public void done() {
                check(true, true);
            }
        };
    }

    private FailingAct purge() {
        SeenImage seen = SeenImage.of(add());
        return new FailingAct() {
            @Override
            public boolean run() {
                return images.findUploaded(seen.imageId()).isEmpty() && !isStored(seen.imageId())
                        || images.deletePermanently(List.of(seen), Progress.UNSEEN)
                                .failed()
                                .isEmpty();
            }

            @Override
            public void check(boolean succeeded, boolean once) {
                assertTrue(images.find(seen.imageId()).isEmpty() || isStored(seen.imageId()), "a row without bytes");
                assertTrue(
                        images.findUploaded(seen.imageId()).isPresent() || !isStored(seen.imageId()),
                        "bytes without a row");
            }

            @Override
            public void done() {
                assertTrue(images.findUploaded(seen.imageId()).isEmpty() && !isStored(seen.imageId()));
            }
        };
    }

    /// What was accepted is uploaded in the end, once, whatever the journal met meanwhile.
    private FailingAct drop() throws IOException {
        byte[] bytes = picture();
        String name = "picture-" + pictures + ".png";
        Path file = Files.write(Files.createDirectories(work.resolve("files")).resolve(name), bytes);
        var batches = new ArrayList<Long>();
        return new FailingAct() {
            @Override
            public boolean run() {
                batches.add(queue.add(List.of(file), new UploadForm("alice", List.of(), "", "", Duplicates.SKIP)));
                return ends(12);
            }

            private boolean isComplete(long batch) {
                return queue.receipt(batch).filter(Receipt::complete).isPresent();
            }

            private boolean ends(int seconds) {
                for (int second = 0; second < seconds; second++) {
                    if (batches.stream().allMatch(this::isComplete)) {
                        return true;
                    }
                    Simulation.rest(1_000);
                }
                return false;
            }

            @Override
            public void done() {
                assertTrue(ends(600), "a drop does not end: " + queue.snapshot());
                long _ = queue.retryFailedNow(); // where the rows of the library met the failure, somebody is told
                assertTrue(ends(600), "it does not end at the second try: " + queue.snapshot());
                assertEquals(List.of(), queue.items(Set.of(UploadState.FAILED), 0, 10));
                String hash = Sha256.of(ImageSource.ofBytes(name, bytes), _ -> {});
                assertEquals(1, images.findDuplicates("alice", hash).size(), () -> "rows of " + queue.receipts(9));
            }
        };
    }
}
