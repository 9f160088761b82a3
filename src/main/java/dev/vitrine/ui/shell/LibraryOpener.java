package dev.vitrine.ui.shell;

import dev.vitrine.connection.Library;
import dev.vitrine.image.ImageException;
import dev.vitrine.ui.support.Background;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Opens one library after the other, in the background: at most one is open at a time, and of several that were chosen
/// in a hurry only the last.
final class LibraryOpener implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LibraryOpener.class.getName());

    private final Background background;
    private final AtomicInteger asked = new AtomicInteger();
    private final ReentrantLock turn = new ReentrantLock();
    private final ReentrantLock leaving = new ReentrantLock();
    private Optional<Library> open = Optional.empty(); // guarded by `leaving`

    LibraryOpener(Background background) {
        this.background = background;
    }

    /// The library before is closed on the way, which waits for what is under way there.
    void open(Callable<Library> opening, Consumer<Library> then, Consumer<ImageException> onFailure) {
        int question = asked.incrementAndGet();
        background.run(
                () -> openInTurn(opening, question),
                opened -> {
                    if (isNewest(question)) {
                        then.accept(opened);
                    }
                },
                failure -> {
                    if (isNewest(question)) {
                        onFailure.accept(failure);
                    }
                });
    }

    private boolean isNewest(int question) {
        return question == asked.get();
    }

    private Library openInTurn(Callable<Library> opening, int question) throws Exception {
        turn.lock();
        try {
            closeOpen();
            if (isNewest(question)) {
                Library opened = kept(opening.call());
                opened.uploads(); // reads its journal, which may be long
                if (isNewest(question)) {
                    return opened;
                }
            }
            throw new ImageException.Cancelled("Another library was chosen.");
        } catch (Exception e) {
            closeOpen();
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private Library kept(Library opened) {
        leaving.lock();
        try {
            open = Optional.of(opened);
            return opened;
        } finally {
            leaving.unlock();
        }
    }

    private void closeOpen() {
        leaving.lock();
        try {
            open.ifPresent(Library::close);
        } catch (ImageException e) {
            LOG.log(Level.WARNING, "the library before did not close cleanly", e);
        } finally {
            open = Optional.empty();
            leaving.unlock();
        }
    }

    /// Waits for what is under way in the library that is open, or that is being left. One that is being opened is
    /// closed by itself as soon as it is.
    @Override
    public void close() {
        asked.incrementAndGet();
        closeOpen();
    }
}
