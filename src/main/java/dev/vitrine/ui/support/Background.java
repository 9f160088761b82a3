package dev.vitrine.ui.support;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.WorkUnderWay;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/// The only crossing between the FX thread and the threads that block.
///
/// Work runs on virtual threads; its answer comes back on the FX thread. An answer can be stale in two ways, work not
/// started and answer already queued; a [Lane] drops both.
public final class Background {
    private final Executor workers;
    private final Executor screen;
    private final Consumer<? super ImageException> onUnforeseen;
    private final Consumer<? super ImageException> onFailed;

    private Background(
            Executor workers,
            Executor screen,
            Consumer<? super ImageException> onUnforeseen,
            Consumer<? super ImageException> onFailed) {
        this.workers = workers;
        this.screen = screen;
        this.onUnforeseen = onUnforeseen;
        this.onFailed = onFailed;
    }

    /// @param onUnforeseen notified on the FX thread of failures that nobody thought of, before those who asked for
    ///   the work
    public static Background onScreen(Consumer<? super ImageException> onUnforeseen) {
        return new Background(Executors.newVirtualThreadPerTaskExecutor(), Platform::runLater, onUnforeseen, _ -> {});
    }

    /// Begins the work at once, on a virtual thread, before there is a screen. The first call of the answer waits
    /// for that; when it failed, a further call is a new try.
    public static <T> Callable<T> ahead(Callable<T> work) {
        var begun = new FutureTask<>(work);
        Thread.ofVirtual().start(begun);
        var asked = new AtomicBoolean();
        return () -> {
            if (!asked.compareAndSet(false, true)) {
                return work.call();
            }
            try {
                return begun.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        };
    }

    /// Runs everything at once on the calling thread: for tests of view models.
    public static Background immediate() {
        return with(Runnable::run, Runnable::run);
    }

    /// With the executors given: for tests that decide when work and answers happen.
    public static Background with(Executor workers, Executor screen) {
        return new Background(workers, screen, _ -> {}, _ -> {});
    }

    /// The same, for work that ends before what it is done to is closed.
    public Background within(WorkUnderWay underWay) {
        return new Background(work -> workers.execute(underWay.begun(work)), screen, onUnforeseen, underWay::failed);
    }

    /// Runs the work off the FX thread and hands its answer, or what went wrong, to the FX thread. Any failure that
    /// is no [ImageException] arrives as [ImageException.Failed].
    ///
    /// @return cancelling it interrupts the work and drops the answer
    public <T> Ticket run(Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super ImageException> onFailure) {
        var ticket = new RunningWork();
        workers.execute(() -> {
            if (ticket.begins()) {
                Runnable answer = answerOf(work, onSuccess, onFailure);
                ticket.ends();
                screen.execute(() -> {
                    if (!ticket.isCancelled()) {
                        answer.run();
                    }
                });
            }
        });
        return ticket;
    }

    private <T> Runnable answerOf(
            Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super ImageException> onFailure) {
        try {
            T result = work.call();
            return () -> onSuccess.accept(result);
        } catch (ImageException e) {
            onFailed.accept(e);
            return () -> onFailure.accept(e);
        } catch (InterruptedException e) {
            return () -> onFailure.accept(new ImageException.Cancelled("Stopped.", e));
        } catch (Exception | Error e) { // an Error too, or nobody would ever be answered
            System.getLogger(Background.class.getName()).log(System.Logger.Level.ERROR, "unexpected failure", e);
            ImageException failure = ImageException.of(e);
            screen.execute(() -> onUnforeseen.accept(failure));
            return () -> onFailure.accept(failure);
        }
    }

    /// Hands something that a service reported on a thread of its own to the FX thread.
    public void show(Runnable onScreen) {
        screen.execute(onScreen);
    }

    /// For answers that others call back with, from any thread: what comes back runs on the FX thread.
    public <T> Consumer<T> toScreen(Consumer<? super T> receiver) {
        return answer -> screen.execute(() -> receiver.accept(answer));
    }

    /// A place where only the newest work counts.
    public Lane lane() {
        return new Lane();
    }

    /// Turns a signal that may come often and from any thread into at most one run per pulse on the FX thread; the
    /// last signal is never lost.
    public Runnable oncePerPulse(Runnable onScreen) {
        var queued = new AtomicBoolean();
        return () -> {
            if (queued.compareAndSet(false, true)) {
                screen.execute(() -> {
                    queued.set(false);
                    onScreen.run();
                });
            }
        };
    }

    /// Work under way.
    public interface Ticket {
        void cancel();

        /// Asks the work to stop; its answer arrives all the same, so that one knows what is left of it.
        default void interrupt() {}
    }

    /// Runs one piece of work at a time: a newer one cancels the one before, and an answer of the older never
    /// arrives.
    public final class Lane {
        private Ticket current = () -> {};

        public <T> void run(
                Callable<T> work, Consumer<? super T> onSuccess, Consumer<? super ImageException> onFailure) {
            current.cancel();
            current = Background.this.run(work, onSuccess, onFailure);
        }

        public void cancel() {
            current.cancel();
        }
    }

    private static final class RunningWork implements Ticket {
        private boolean cancelled;
        private boolean interrupted;
        private @Nullable Thread worker;

        @Override
        public synchronized void cancel() {
            cancelled = true;
            if (worker != null) {
                worker.interrupt();
            }
        }

        @Override
        public synchronized void interrupt() {
            interrupted = true;
            if (worker != null) {
                worker.interrupt();
            }
        }

        synchronized boolean begins() {
            if (cancelled) {
                return false;
            }
            worker = Thread.currentThread();
            if (interrupted) {
                worker.interrupt();
            }
            return true;
        }

        synchronized void ends() {
            worker = null;
        }

        synchronized boolean isCancelled() {
            return cancelled;
        }
    }
}
