package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Eventually;
import dev.vitrine.connection.AppFolders;
import dev.vitrine.connection.Connections;
import dev.vitrine.connection.Library;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.ui.support.Background;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LibraryOpenerTest {
    @TempDir
    private Path folder;

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService screen = Executors.newSingleThreadExecutor();
    private final LibraryOpener opener = new LibraryOpener(Background.with(workers, screen));
    private final List<Library> shown = new CopyOnWriteArrayList<>();
    private final List<ImageException> failures = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        awaitAnswers();
        opener.close();
    }

    @Test
    void theJournalOfUploadsIsReadBeforeTheLibraryIsShown() throws Exception {
        var journalsThen = new ArrayList<Path>();
        opener.open(library("photos"), _ -> journalsThen.addAll(journals()), failures::add);
        awaitAnswers();
        assertEquals(List.of(), failures);
        assertEquals(1, journalsThen.size());
    }

    @Test
    void ofThreeThatAreChosenInAHurryOnlyTheLastStaysOpen() throws Exception {
        var opening = new CountDownLatch(1);
        var chosen = new CountDownLatch(1);
        var opened = new ArrayList<Library>();
        opener.open(
                () -> {
                    opening.countDown();
                    chosen.await();
                    opened.add(library("first").call());
                    return opened.getLast();
                },
                shown::add,
                failures::add);
        opening.await();
        opener.open(
                () -> {
                    throw new AssertionError("it is not opened when another was chosen since");
                },
                shown::add,
                failures::add);
        opener.open(library("last"), shown::add, failures::add);
        chosen.countDown();
        awaitAnswers();

        assertEquals(List.of(), failures);
        assertEquals(List.of("last"), shown.stream().map(Library::name).toList());
        assertEquals(0, shown.getFirst().images().search(ImageQuery.ALL).size());
        assertThrows(
                ImageException.class,
                () -> opened.getFirst()
                        .images()
                        .trashedAt(opened.getFirst().images().now()));
    }

    /// Whoever ends the program ends the threads on which a library is left.
    @Test
    void closingWaitsForTheLibraryThatIsBeingLeft() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        var leaving = new LibraryOpener(
                Background.with(work -> threads.add(Thread.ofVirtual().start(work)), screen));
        leaving.open(library("left"), shown::add, failures::add);
        Eventually.await(() -> !shown.isEmpty());
        var isStored = new AtomicBoolean();
        Runnable edit = shown.getFirst().underWay().begun(() -> isStored.set(true));
        leaving.open(library("next"), shown::add, failures::add);
        Eventually.await(() -> threads.getLast().getState() == Thread.State.TIMED_WAITING);
        Thread closing = Thread.currentThread();
        var hasReturned = new AtomicBoolean();
        workers.execute(() -> {
            Eventually.await(() -> hasReturned.get() || closing.getState() == Thread.State.WAITING);
            edit.run();
        });
        leaving.close();
        boolean wasStored = isStored.get();
        hasReturned.set(true);
        for (Thread each : threads) {
            each.join(); // before the screen is gone, which hears of it
        }
        assertTrue(wasStored);
    }

    private Callable<Library> library(String name) {
        var connections = new Connections(
                new AppFolders(folder.resolve("data"), folder.resolve("config"), folder.resolve("cache")), Map.of());
        return () -> connections.open(connections.inFolder(folder.resolve(name)));
    }

    private List<Path> journals() {
        return FolderContent.in(folder.resolve("data").resolve("uploads")).stream()
                .filter(file -> file.toString().endsWith(".sqlite"))
                .toList();
    }

    private void awaitAnswers() throws InterruptedException {
        workers.shutdown();
        assertTrue(workers.awaitTermination(30, TimeUnit.SECONDS));
        screen.shutdown();
        assertTrue(screen.awaitTermination(30, TimeUnit.SECONDS));
    }
}
