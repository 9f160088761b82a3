package dev.vitrine.service.offline;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Subscription;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FetchedOriginal;
import dev.vitrine.service.offline.OfflinePlan.WantedOriginal;
import dev.vitrine.service.offline.OfflineStatus.Pause;
import dev.vitrine.store.KeptOriginals;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/// Keeps the originals of some searches on this machine, and follows what they find: one at a time, the newest first,
/// within a limit. What is no longer asked for is removed from this machine, never from the library.
///
/// Nothing happens before it is told for which searches. Where nothing answers or the disk is nearly full it waits and
/// goes on by itself. Safe for any thread.
public final class OfflineOriginals implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OfflineOriginals.class.getName());
    /// Room on the disk that is left to everything else.
    private static final long RESERVE = 1L << 30;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofSeconds(1);
    private static final Duration UNTIL_CHANGED = Duration.ofDays(1);

    private final ImageService images;
    private final Downloads downloads;
    private final KeptOriginals kept;
    private final BooleanSupplier isComplete;
    private final ToLongFunction<Path> freeSpace;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Wakeup wakeup = new Wakeup();
    private final Wakeup calm = new Wakeup();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Subscription following;
    private final Thread thread;
    private volatile OfflineStatus status = OfflineStatus.NOTHING;
    private volatile Optional<OfflineRequest> request = Optional.empty();
    private volatile boolean isChanged;

    private record OfflineRequest(List<ImageQuery> searches, long limit) {}

    /// @param isComplete whether the rows on this machine are all that the library has:
    /// what they do not know is only
    ///   removed then
    public OfflineOriginals(ImageService images, Downloads downloads, KeptOriginals kept, BooleanSupplier isComplete) {
        this(images, downloads, kept, isComplete, OfflineOriginals::usableSpace);
    }

    OfflineOriginals(
            ImageService images,
            Downloads downloads,
            KeptOriginals kept,
            BooleanSupplier isComplete,
            ToLongFunction<Path> freeSpace) {
        this.images = images;
        this.downloads = downloads;
        this.kept = kept;
        this.isComplete = isComplete;
        this.freeSpace = freeSpace;
        following = images.subscribe(this::wake);
        thread = World.here().threads("offline").newThread(this::work);
        thread.start();
    }

    private static long usableSpace(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public OfflineStatus status() {
        return status;
    }

    /// Calls back after the status changed, on a thread of its own. Close the answer to stop.
    public Subscription subscribe(Runnable onChange) {
        return Subscription.add(listeners, onChange);
    }

    /// Whether it was told what to keep, be it nothing.
    public boolean isAsked() {
        return request.isPresent();
    }

    /// @param limit most bytes that all of them together may take
    public void keep(List<ImageQuery> searches, long limit) {
        var wanted = new OfflineRequest(List.copyOf(searches), limit);
        if (!request.equals(Optional.of(wanted))) {
            request = Optional.of(wanted);
            failed.clear();
            wake();
        }
    }

    /// Looks, or tries, again at once.
    public void wake() {
        isChanged = true;
        wakeup.wake();
    }

    private void work() {
        try {
            while (true) {
                isChanged = false;
                Pause pause = request.map(this::outcome).orElse(Pause.NONE);
                if (wakeup.sleep(pause == Pause.NONE ? UNTIL_CHANGED : PAUSE)) {
                    calm.sleep(CALM); // many changes of the library are one
                }
            }
        } catch (InterruptedException | ImageException.Cancelled _) {
            // Closed.
        }
    }

    /// Does what can be done.
    ///
    /// @return why it ended before all was done, if it did
    private Pause outcome(OfflineRequest now) {
        try {
            return brought(now);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Originals are kept later", e);
            publish(new OfflineStatus(status.searches(), status.bytes(), reasonOf(e)));
            return reasonOf(e);
        }
    }

    private static Pause reasonOf(ImageException e) {
        return switch (e) {
            case ImageException.Unreachable _, ImageException.Throttled _ -> Pause.NETWORK;
            case ImageException.Invalid _,
                    ImageException.NotFound _,
                    ImageException.Conflict _,
                    ImageException.Denied _,
                    ImageException.Cancelled _,
                    ImageException.Failed _ -> Pause.DISK;
        };
    }

    private Pause brought(OfflineRequest now) {
        OfflinePlan plan = OfflinePlan.of(images, now.searches(), now.limit());
        if (now.searches().isEmpty() || isComplete.getAsBoolean()) {
            for (String sha256 : kept.all().keySet()) {
                if (!plan.wanted().containsKey(sha256)) {
                    kept.remove(sha256);
                }
            }
        }
        Map<String, Long> here = kept.all();
        publish(plan.status(here, Pause.NONE));
        for (WantedOriginal wanted : plan.wanted().values()) {
            Long size = here.get(wanted.sha256());
            if (size != null && wanted.size() > 0 && size != wanted.size()) {
                kept.remove(wanted.sha256()); // cut off
                size = null;
            }
            if (size == null && !failed.contains(wanted.sha256())) {
                if (isChanged) {
                    return Pause.NONE; // something else may be wanted by now
                }
                Path folder = kept.folder();
                if (freeSpace.applyAsLong(folder) < RESERVE + wanted.size()) {
                    publish(plan.status(here, Pause.DISK));
                    return Pause.DISK;
                }
                fetch(wanted, folder).ifPresent(bytes -> here.put(wanted.sha256(), bytes));
                publish(plan.status(here, Pause.NONE));
            }
        }
        return Pause.NONE;
    }

    /// Empty when it cannot be had: others can.
    private Optional<Long> fetch(WantedOriginal wanted, Path folder) {
        Optional<ImageRecord> image = images.findAll(List.of(wanted.imageId())).stream()
                .filter(row -> row.facts().contentSha256().equals(wanted.sha256()))
                .findFirst();
        if (image.isEmpty()) {
            return Optional.empty(); // the next look at the library finds out
        }
        try (FetchedOriginal fetched = downloads.fetch(image.get(), folder, _ -> {})) {
            long bytes = fetched.file().size();
            kept.keep(fetched.file(), wanted.sha256());
            return Optional.of(bytes);
        } catch (ImageException.Cancelled | ImageException.Unreachable | ImageException.Throttled e) {
            throw e;
        } catch (ImageException e) {
            LOG.log(Level.INFO, "An original is not kept: " + wanted.imageId(), e);
            failed.add(wanted.sha256());
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }

    private void publish(OfflineStatus now) {
        if (!now.equals(status)) {
            status = now;
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        following.close();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
