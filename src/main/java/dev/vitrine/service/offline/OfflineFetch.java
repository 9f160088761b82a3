package dev.vitrine.service.offline;

import dev.vitrine.files.FileFailures;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FetchedOriginal;
import dev.vitrine.service.offline.OfflinePlan.WantedOriginal;
import dev.vitrine.store.OriginalCache;
import dev.vitrine.world.World;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches originals that are to be kept, and remembers which cannot be had for a reason of their own. For one thread,
/// but for [#tryAllAgain].
final class OfflineFetch {
    private static final System.Logger LOG = System.getLogger(OfflineFetch.class.getName());
    /// By then what was archived may have been brought back.
    private static final Duration FAILED_AGAIN = Duration.ofHours(1);

    private final ImageService images;
    private final Downloads downloads;
    private final OriginalCache kept;
    private final Set<String> failed = new HashSet<>();
    private volatile boolean mayTryAll;
    private final Map<String, Long> sizes = new HashMap<>();
    private long failedSince = World.here().nanoTime();

    OfflineFetch(ImageService images, Downloads downloads, OriginalCache kept) {
        this.images = images;
        this.downloads = downloads;
        this.kept = kept;
    }

    boolean hasFailed(WantedOriginal requested) {
        return failed.contains(requested.sha256());
    }

    /// From the next plan on. Any thread.
    void tryAllAgain() {
        mayTryAll = true;
    }

    /// Whether what failed may have passed.
    boolean isDue() {
        return !failed.isEmpty() && World.here().nanoTime() - failedSince > FAILED_AGAIN.toNanos();
    }

    void tryAgainWhenDue() {
        if (mayTryAll || isDue()) {
            mayTryAll = false;
            failed.clear();
        }
        if (failed.isEmpty()) {
            failedSince = World.here().nanoTime();
        }
    }

    /// With the sizes of all that was ever fetched here, whatever the rows say.
    Map<String, Long> sizesWith(Map<String, Long> here) {
        var known = new HashMap<>(sizes);
        known.putAll(here);
        return known;
    }

    long expected(WantedOriginal requested) {
        return sizes.getOrDefault(requested.sha256(), requested.size());
    }

    /// Empty when it cannot be had: others can.
    Optional<Long> fetch(WantedOriginal requested, Path folder) {
        Optional<ImageRecord> image = images.findAll(List.of(requested.imageId())).stream()
                .filter(row -> row.facts().contentSha256().equals(requested.sha256()))
                .findFirst();
        if (image.isEmpty()) {
            return Optional.empty(); // the next look at the library finds out
        }
        try (FetchedOriginal fetched = downloads.fetch(image.get(), folder, _ -> {})) {
            long bytes = fetched.file().size();
            kept.keep(fetched.file(), requested.sha256());
            sizes.put(requested.sha256(), bytes);
            return Optional.of(bytes);
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            if (e.passes()) {
                throw e;
            }
            LOG.log(Level.INFO, "An original is not kept: " + requested.imageId(), e);
            failed.add(requested.sha256());
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailures.writing(folder, e);
        }
    }
}
