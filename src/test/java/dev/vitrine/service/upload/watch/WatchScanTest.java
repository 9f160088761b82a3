package dev.vitrine.service.upload.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.WatchedFolder;
import dev.vitrine.service.upload.journal.JournalFile;
import dev.vitrine.service.upload.journal.WatchJournal;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks through a folder of many files, which takes its time.
class WatchScanTest {
    private static final int MANY = 1_200;
    private static final byte[] IMAGE = SampleImages.jpeg(8, 8, Color.RED);

    @TempDir
    private Path temp;

    @AutoClose
    private JournalFile opened;

    private final AtomicLong now = new AtomicLong();
    private WatchJournal journal;
    private WatchedFolder watched;
    private WatchScan scan;

    @BeforeEach
    void open() throws IOException {
        opened = JournalFile.open(temp.resolve("uploads.sqlite"));
        journal = new WatchJournal(opened.database(), new AtomicLong(1)::getAndIncrement, Clock.systemUTC());
        Path folder = Files.createDirectory(temp.toRealPath().resolve("in"));
        for (int i = 0; i < MANY; i++) {
            Files.write(folder.resolve(i + ".jpg"), IMAGE);
        }
        watched = journal.add(
                new WatchedFolder.WatchRequest(folder, new UploadForm("alice", List.of(), "", ""), true, true));
        scan = new WatchScan(
                journal,
                watched,
                new WatchScan.Calm(Duration.ZERO, Duration.ZERO),
                () -> now.addAndGet(Duration.ofMillis(1).toNanos()));
    }

    @Test
    void ofManyFilesInOneFolderThoseThatWereLookedAtAreUploadedWhileTheOthersAreLookedAt() throws IOException {
        var found = new AtomicInteger();
        var told = new AtomicInteger();
        scan.look(_ -> {}, () -> {
            found.compareAndSet(0, (int) journal.found(watched.id()));
            told.incrementAndGet();
        });
        assertTrue(found.get() > 0 && found.get() < MANY, found.toString());
        assertEquals(MANY, journal.found(watched.id()));
        assertTrue(told.get() > 1, told.toString());
    }

    @Test
    void aLookThatIsStoppedKeepsWhatItTook() throws IOException {
        try {
            scan.look(_ -> {}, Thread.currentThread()::interrupt);
        } catch (ImageException.Cancelled _) {
            // as the window closes
        }
        assertTrue(Thread.interrupted());
        long taken = journal.found(watched.id());
        assertTrue(taken > 0 && taken < MANY, taken + " were taken");
        scan.look(_ -> {}, () -> {});
        assertEquals(MANY, journal.found(watched.id()));
    }

    @Test
    void whatIsDoneOnceWithEachFileIsNoMeasureOfALook() throws IOException {
        Duration first = scan.look(_ -> {}, () -> {}).taking();
        assertTrue(first.compareTo(Duration.ofMillis(MANY)) >= 0, first.toString());
        assertEquals(Duration.ZERO, scan.look(_ -> {}, () -> {}).taking());
    }
}
