package dev.vitrine.service.thumbnail;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.ShownImage;
import dev.vitrine.picture.DecodePriority;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.pixels.Picture;
import dev.vitrine.service.Previews;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.service.thumbnail.ThumbnailQueue.Job;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The small pictures of the gallery, made once for everyone: from memory, else from the library's previews, else from
/// the original.
///
/// What is viewed comes first, then what was asked for last, because that is what is on the screen. Bytes are
/// fetched on virtual threads and decoded where all pictures are, so that no decoder waits for a network. A picture
/// comes in one of three sizes, the smallest that suffices: 512 and 2048 pixels on the longest side are kept in the
/// library, 256 only in memory. That memory is bounded by the weight of its pictures. Safe for any thread.
public final class Thumbnails implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Thumbnails.class.getName());
    private static final long MAX_MEMORY = 48L << 20;
    /// Enough of a JPEG for its Exif block, its profile and the header of its picture.
    private static final int BEGINNING = 256 << 10;
    private static final int WEIGHT_OF_A_REASON = 512;

    private final ObjectStore objects;
    private final PictureReader pictures;
    private final Previews previews;
    private final Cache<ThumbnailKey, Thumbnail> memory;
    private final ThumbnailQueue queue = new ThumbnailQueue();
    private final List<Thread> workers = new ArrayList<>();

    /// Two per core at once, so that bytes come while others are decoded, and at most a third of the heap for
    /// pictures in memory.
    public Thumbnails(ObjectStore objects, PictureReader pictures) {
        this(objects, pictures, 2 * Runtime.getRuntime().availableProcessors(), atMost(MAX_MEMORY));
    }

    private static long atMost(long memoryBytes) {
        return Math.min(memoryBytes, Runtime.getRuntime().maxMemory() / 3);
    }

    /// @param atOnce how many are fetched or wait for their decode
    /// @param memoryBytes how much decoded pictures may take
    public Thumbnails(ObjectStore objects, PictureReader pictures, int atOnce, long memoryBytes) {
        this.objects = objects;
        this.pictures = pictures;
        previews = new Previews(objects, pictures);
        memory = Caffeine.newBuilder()
                .maximumWeight(memoryBytes)
                .weigher(Thumbnails::weight)
                .executor(Runnable::run)
                .build();
        for (int i = 0; i < atOnce; i++) {
            Thread worker = World.here().threads("thumbnails-" + i).newThread(this::work);
            worker.start();
            workers.add(worker);
        }
    }

    /// @param done is called with the thumbnail on a worker thread; again when one is there that was missing for a
    ///   reason that passes ([#tryMissing]). Not after the ticket is cancelled, save for a call that has begun
    public ThumbnailTicket load(ImageRecord image, int edge, Consumer<Thumbnail> done) {
        return load(image, edge, DecodePriority.TILE, done);
    }

    public ThumbnailTicket load(ImageRecord image, int edge, DecodePriority priority, Consumer<Thumbnail> done) {
        return queue.add(image, edge, priority, ThumbnailQueue.NO_LISTENER, done);
    }

    /// Like [#load(ImageRecord, int, Consumer)]; while a preview has to be made first, the small picture that a
    /// camera put into its file shows at once.
    ///
    /// @param early is called with that picture on the same thread before `done`, once at most, and never when the
    ///   preview is there already
    public ThumbnailTicket load(ImageRecord image, int edge, Consumer<Picture> early, Consumer<Thumbnail> done) {
        return queue.add(image, edge, DecodePriority.TILE, early, done);
    }

    /// Tries one of those that were missing for a reason that passes, and when that is there, all of them.
    public void tryMissing() {
        queue.tryMissing();
    }

    /// Whoever has asked until now is gone.
    public void forgetAll() {
        queue.forgetAll();
    }

    /// Takes effect at once; at most a third of the heap.
    public void setMemory(long maxBytes) {
        memory.policy().eviction().orElseThrow().setMaximum(atMost(maxBytes));
    }

    /// Bytes that the pictures in memory take now.
    public long memoryTaken() {
        return memory.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }

    /// Forgets the pictures in memory; those still on the screen stay there.
    public void clearMemory() {
        memory.invalidateAll();
    }

    /// From memory alone; costs next to nothing. May be larger than `edge`, but never smaller than it need be. What
    /// fills a screen and is there turned in another way is not found: turning it is work for [#load].
    public Optional<Thumbnail> cached(ImageRecord image, int edge) {
        ShownImage shown = ShownImage.of(image);
        for (int size : ThumbnailKey.SIZES) {
            Optional<Thumbnail> found = cached(new ThumbnailKey(shown, size));
            if (found.filter(each -> size >= edge || isUnreduced(each, size)).isPresent()) {
                return found;
            }
        }
        return cached(new ThumbnailKey(shown, Previews.SCREEN));
    }

    private Optional<Thumbnail> cached(ThumbnailKey key) {
        return key.edge() <= Previews.TILE ? known(key) : Optional.ofNullable(memory.getIfPresent(key));
    }

    /// From memory, also where it is there turned in another way.
    private Optional<Thumbnail> known(ThumbnailKey key) {
        Thumbnail known = memory.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        String imageId = key.shown().imageId();
        for (Orientation other : Orientation.values()) {
            var otherKey = new ThumbnailKey(new ShownImage(imageId, other), key.edge());
            if (memory.getIfPresent(otherKey) instanceof Thumbnail.Ready(Picture picture)) {
                Orientation further = other.inverse().then(key.shown().turned());
                memory.put(key, new Thumbnail.Ready(picture.turned(further)));
                memory.invalidate(otherKey);
                return Optional.ofNullable(memory.getIfPresent(key));
            }
        }
        return Optional.empty();
    }

    /// Stops the workers; what is still waiting is never answered.
    @Override
    public void close() {
        queue.close();
        workers.forEach(Thread::interrupt);
        workers.forEach(Threads::awaitEnd);
        memory.invalidateAll();
    }

    private void work() {
        for (Optional<Job> next = queue.take(); next.isPresent(); next = queue.take()) {
            Job job = next.get();
            try {
                queue.finish(job, thumbnail(job));
            } catch (ImageException.Cancelled _) {
                queue.drop(job);
            }
        }
    }

    private Thumbnail thumbnail(Job job) {
        Optional<Thumbnail> known = known(job.key());
        if (known.isPresent()) {
            return known.get();
        }
        try {
            return remember(
                    job,
                    new Thumbnail.Ready(picture(job).turned(job.key().shown().turned())));
        } catch (ImageException.Invalid e) {
            return remember(job, new Thumbnail.Missing(e.getMessage(), false));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            // Not remembered: the drive or the network may be back when it is asked for again.
            return new Thumbnail.Missing(e.getMessage(), e.passes());
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "No thumbnail could be made of " + job.key(), e);
            return new Thumbnail.Missing("This image cannot be shown: reading it failed in an unexpected way.", false);
        }
    }

    /// As its file has it: what is kept is turned when it is shown.
    private Picture picture(Job job) {
        String imageId = job.image().imageId();
        int edge = job.key().edge();
        DecodeRequest request = queue.request(job);
        var original = new StoredOriginal(objects, job.image());
        return ofKept(original, edge, request)
                .or(() -> previews.stored(imageId, edge, request))
                .orElseGet(() -> {
                    original.requireReadable();
                    queue.tellEarly(job, () -> embedded(job.image(), request));
                    return previews.make(imageId, original, edge, request).picture();
                });
    }

    /// What this machine keeps fills a screen without a request, and so also where no server answers.
    private Optional<Picture> ofKept(StoredOriginal original, int edge, DecodeRequest request) {
        if (edge <= Previews.TILE || !original.isKept()) {
            return Optional.empty();
        }
        try {
            return Optional.of(pictures.read(original, edge, request));
        } catch (ImageException.Invalid e) {
            LOG.log(Level.DEBUG, "The preview may show more than the original that is kept here", e);
            return Optional.empty();
        }
    }

    /// Only from the beginning of a JPEG: reading all of a file twice would keep the real picture waiting.
    private Optional<Picture> embedded(ImageRecord image, DecodeRequest request) {
        if (image.facts().type().filter(type -> type == ImageType.JPEG).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream beginning = objects.openKept(image.facts().contentSha256())
                .orElseGet(() -> objects.open(image.readKey(), 0, BEGINNING))) {
            var source = ImageSource.ofBytes(image.title(), beginning.readNBytes(BEGINNING));
            return pictures.embeddedThumbnail(source, request)
                    .map(small -> small.turned(image.facts().orientationFix()))
                    .flatMap(small -> Letterbox.of(
                            small, image.facts().width(), image.facts().height()));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (IOException | ImageException e) {
            LOG.log(
                    Level.DEBUG,
                    "no embedded thumbnail of " + image.imageId() + "; making the real one will tell why",
                    e);
            return Optional.empty();
        }
    }

    private Thumbnail remember(Job job, Thumbnail thumbnail) {
        memory.put(job.key(), thumbnail);
        return thumbnail;
    }

    private static boolean isUnreduced(Thumbnail found, int size) {
        return switch (found) {
            case Thumbnail.Ready(Picture picture) -> Math.max(picture.width(), picture.height()) < size;
            case Thumbnail.Missing _ -> true;
        };
    }

    private static int weight(ThumbnailKey key, Thumbnail thumbnail) {
        return switch (thumbnail) {
            case Thumbnail.Ready(Picture picture) -> picture.weight();
            case Thumbnail.Missing _ -> WEIGHT_OF_A_REASON;
        };
    }
}
