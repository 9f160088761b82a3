package dev.vitrine.service.download;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.FilePattern.FilePath;
import dev.vitrine.service.upload.Speed;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// One order while it is carried out: several images are fetched at once, and get their names one after the other in
/// the order asked, so that the numbers of equal names do not depend on luck. One that fails does not stop the others;
/// a full disk stops everything.
public final class DownloadRun {
    private static final int AT_ONCE = 4;

    private final Downloads downloads;
    private final DownloadRequest order;
    private final PlacementListener onPlaced;
    private final long allBytes;
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger handled = new AtomicInteger();
    private final Speed speed = new Speed(() -> World.here().nanoTime());
    private final Map<ImageRecord, ImageException> failed = new LinkedHashMap<>();
    private int saved;
    private int skipped;
    private int sidecars;

    public DownloadRun(Downloads downloads, DownloadRequest order) {
        this(downloads, order, PlacementListener.FIRST);
    }

    /// @param onPlaced is told where in a folder each image is now, also of those that were there
    DownloadRun(Downloads downloads, DownloadRequest order, PlacementListener onPlaced) {
        this.downloads = downloads;
        this.order = order;
        this.onPlaced = onPlaced;
        this.allBytes = order.images().stream()
                .mapToLong(image -> image.facts().sizeBytes())
                .sum();
    }

    /// From any thread.
    public DownloadProgress progress() {
        return new DownloadProgress(
                order.images().size(), handled.get(), bytes.sum(), allBytes, speed.bytesPerSecond());
    }

    /// Blocks until everything was dealt with. Once only.
    ///
    /// @param onChange is called often, from any thread
    /// @throws ImageException.Cancelled when the thread is interrupted; files that have their names by then stay,
    ///   an archive does not come
    /// @throws ImageException when nothing can be written to the place
    public DownloadOutcome run(Runnable onChange) {
        try (var downloadTarget = target();
                var workers = Executors.newThreadPerTaskExecutor(World.here().threads("download-"))) {
            Leftovers.sweep(order.place().folder());
            fetchAll(downloadTarget, workers, onChange);
            return new DownloadOutcome(saved, skipped, sidecars, failed, downloadTarget.finish());
        } catch (IOException e) {
            throw FileFailures.writing(order.place().folder(), e);
        }
    }

    /// So far, for who runs it; also of a run that failed.
    int saved() {
        return saved;
    }

    private DownloadTarget target() throws IOException {
        return switch (order.place()) {
            case DownloadRequest.Destination.Folder(Path folder) ->
                new FolderTarget(folder, order.taken(), order.copies().captions(), onPlaced);
            case DownloadRequest.Destination.Zip(Path file, boolean replace) -> new ZipTarget(file, replace);
            case DownloadRequest.Destination.File(Path file) -> new FileTarget(file);
        };
    }

    /// An image on its way.
    private record Coming(ImageRecord image, int number, Future<FetchedOriginal> fetched) {}

    private void fetchAll(DownloadTarget downloadTarget, ExecutorService workers, Runnable onChange)
            throws IOException {
        var coming = new ArrayDeque<Coming>();
        int next = 0;
        try {
            while (next < order.images().size() || !coming.isEmpty()) {
                while (next < order.images().size() && coming.size() < AT_ONCE) {
                    ImageRecord image = order.images().get(next);
                    next++;
                    begin(new Wanted(image, next), downloadTarget, workers, onChange)
                            .ifPresent(coming::add);
                }
                if (!coming.isEmpty()) {
                    take(coming.getFirst(), downloadTarget);
                    coming.removeFirst();
                    handled(onChange);
                }
            }
        } finally {
            workers.shutdownNow();
            workers.close();
            for (Coming left : coming) {
                if (left.fetched().state() == Future.State.SUCCESS) {
                    left.fetched().resultNow().close(); // it will not be taken
                }
            }
        }
    }

    private record Wanted(ImageRecord image, int number) {}

    /// Empty when it has been dealt with.
    private Optional<Coming> begin(
            Wanted requested, DownloadTarget downloadTarget, ExecutorService workers, Runnable onChange)
            throws IOException {
        ImageRecord image = requested.image();
        try {
            if (!isThere(downloadTarget, image, requested.number())) {
                return Optional.of(new Coming(image, requested.number(), workers.submit(() -> fetch(image, onChange))));
            }
            skipped++;
            moved(image.facts().sizeBytes(), false);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            failed(image, e);
        }
        handled(onChange);
        return Optional.empty();
    }

    private void failed(ImageRecord image, ImageException why) {
        failed.put(image, why);
    }

    private boolean isThere(DownloadTarget downloadTarget, ImageRecord image, int number) throws IOException {
        return order.copies().isExact()
                && downloadTarget.has(
                        image, order.names().of(image, image.facts().type(), number));
    }

    private FetchedOriginal fetch(ImageRecord image, Runnable onChange) throws IOException {
        var last = new long[1];
        FetchedOriginal fetchedOriginal = downloads.fetch(image, order.place().folder(), now -> {
            moved(now - last[0], true);
            last[0] = now;
            onChange.run();
        });
        try {
            return fetchedOriginal.as(order.copies());
        } catch (IOException | RuntimeException e) {
            fetchedOriginal.close();
            throw e;
        }
    }

    private void moved(long count, boolean counts) {
        bytes.add(count);
        if (counts) {
            speed.moved(count);
        }
    }

    private void handled(Runnable onChange) {
        handled.incrementAndGet();
        onChange.run();
    }

    private void take(Coming coming, DownloadTarget downloadTarget) throws IOException {
        try (FetchedOriginal fetchedOriginal = arrived(coming)) {
            FilePath name = order.names().of(coming.image(), fetchedOriginal.type(), coming.number());
            boolean isNew = downloadTarget.add(fetchedOriginal, name);
            sidecars += fetchedOriginal.sidecar().isPresent() ? 1 : 0;
            if (isNew) {
                saved++;
            } else {
                skipped++;
            }
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            failed(coming.image(), e);
        }
    }

    private static FetchedOriginal arrived(Coming coming) throws IOException {
        try {
            return coming.fetched().get();
        } catch (InterruptedException e) {
            throw ImageException.Cancelled.by(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw Threads.failure(e);
        }
    }
}
