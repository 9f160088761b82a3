package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.Progress;
import dev.vitrine.service.share.PageCopies.PageImage;
import dev.vitrine.service.share.PagePassword.Seal;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.ObjectLinks.Link;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Several images as one page: at `.vitrine/shared/{end}-{nonce}/` lie `page.json`, which the list reads, copies of the
/// images, and at last `index.html`, which one link opens. Calls block; interrupting the thread stops them.
///
/// Every link on the page leads to a copy, so taking the page back ends all of them at once, which no link to an
/// original can be made to do. What a cut making leaves is listed as unfinished, and can be taken back as well.
public final class SharedPages {
    public static final int MOST_IMAGES = 500;

    /// Signing rounds to seconds.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 4;

    private final ObjectLinks links;
    private final ObjectStore objects;
    private final PageCopies copies;
    private final Clock clock;
    private final Supplier<String> nonces;

    SharedPages(ObjectLinks links, ObjectStore objects, PageCopies copies, Clock clock, Supplier<String> nonces) {
        this.links = links;
        this.objects = objects;
        this.copies = copies;
        this.clock = clock;
        this.nonces = nonces;
    }

    /// One image that fails does not stop the others.
    ///
    /// @throws ImageException.Invalid when none of them can be shown
    /// @throws ImageException.Cancelled when it is stopped; nothing is left of the page then
    public CreatedPage make(List<ImageRecord> images, PageRequest request, Progress progress) {
        List<ImageRecord> distinct = images.stream().distinct().toList();
        if (distinct.isEmpty() || distinct.size() > MOST_IMAGES) {
            throw new ImageException.Invalid("A page shows 1 to 500 images.");
        }
        Instant wished = clock.instant().plus(request.lifetime());
        String nonce = nonces.get();
        Link probe = links.page(SharedPage.index(ObjectKey.newPage(wished, nonce)), "", request.lifetime());
        Instant end = probe.expiresAt().isBefore(wished) ? probe.expiresAt() : wished;
        var manifest = new PageManifest(
                request.title(),
                clock.instant(),
                end,
                request.author(),
                request.password().isPresent());
        Optional<Seal> seal = request.password().map(PagePassword::seal);
        copies.prepare();
        String id = begun(nonce, manifest);
        try {
            Map<ImageRecord, ImageException> failed = new LinkedHashMap<>();
            List<PageImage> made =
                    copied(distinct, image -> copies.put(id, image, request.copies(), seal), failed, progress);
            List<PageImage> shown = copies.withoutDeleted(id, made, failed);
            requireSome(shown, failed);
            SharedLink link = new PageIndex(links, objects, clock).put(id, shown, manifest, request, seal);
            var page = new SharedPage(
                    id,
                    request.title(),
                    shown.size(),
                    manifest.createdAt(),
                    link.expiresAt(),
                    request.author(),
                    manifest.hasPassword(),
                    true);
            return new CreatedPage(page, link, end.plus(TOLERANCE).isBefore(wished), failed);
        } catch (RuntimeException e) {
            removeAfter(e, id);
            throw e;
        }
    }

    /// Under another name each time: where nobody knows whether there was a page, somebody may have seen it, and
    /// taken it back for good.
    ///
    /// @return the page
    private String begun(String firstNonce, PageManifest manifest) {
        String nonce = firstNonce;
        for (RetryPolicy.Attempts attempts = RetryPolicy.REQUEST.begin(); ; nonce = nonces.get()) {
            String id = ObjectKey.newPage(manifest.endsAt().plus(TOLERANCE), nonce);
            try {
                objects.create(SharedPage.manifest(id), manifest.content());
                return id;
            } catch (ImageException.Conflict e) { // what is there is not ours
                throw e;
            } catch (ImageException e) {
                removeAfter(e, id);
                attempts.failed(e);
            }
        }
    }

    private void removeAfter(RuntimeException failure, String id) {
        try {
            Threads.uninterrupted(() -> takeBack(id, Progress.UNSEEN));
        } catch (ImageException.NotFound _) {
            // nothing was put there yet
        } catch (ImageException e) {
            failure.addSuppressed(e);
        }
    }

    private List<PageImage> copied(
            List<ImageRecord> images,
            Function<ImageRecord, PageImage> copy,
            Map<ImageRecord, ImageException> failed,
            Progress progress) {
        var made = new ConcurrentHashMap<ImageRecord, PageImage>();
        var failures = new ConcurrentHashMap<ImageRecord, ImageException>();
        var steps = new StepCounter(images.size(), progress);
        var executor = new BulkExecutor(AT_ONCE);
        executor.each(
                images,
                image -> {
                    try {
                        made.put(image, executor.request(() -> copy.apply(image)));
                    } catch (ImageException.Cancelled e) {
                        throw e;
                    } catch (ImageException e) {
                        failures.put(image, e);
                    }
                    steps.next();
                },
                steps::continues);
        if (Thread.currentThread().isInterrupted() || !steps.continues()) {
            throw new ImageException.Cancelled("Stopped.");
        }
        images.stream().filter(failures::containsKey).forEach(image -> failed.put(image, failures.get(image)));
        requireSome(made.values(), failed);
        return images.stream().filter(made::containsKey).map(made::get).toList();
    }

    /// What is not the fault of the images is said as what it is.
    private static void requireSome(Collection<PageImage> made, Map<ImageRecord, ImageException> failed) {
        if (made.isEmpty()) {
            ImageException first = failed.values().iterator().next();
            throw failed.values().stream()
                    .filter(failure -> failure.passes() || failure instanceof ImageException.Denied)
                    .findFirst()
                    .orElseGet(() -> new ImageException.Invalid(
                            "None of these images can be shown on a page. " + first.getMessage()));
        }
    }

    /// All that are shared, by whomever: those that end first come first.
    public List<SharedPage> list() {
        return new PageList(objects).all();
    }

    /// The link to a page once more. It ends when the page does, or earlier when the credentials do.
    ///
    /// @throws ImageException.NotFound when it is not there, or its time is over
    public SharedLink link(SharedPage page) {
        Duration left = Duration.between(clock.instant(), page.endsAt());
        ObjectKey index = SharedPage.index(page.id());
        if (!left.isPositive() || objects.find(index).isEmpty()) {
            throw PageRemoval.none(page.id());
        }
        Link link = links.page(index, "", left);
        return new SharedLink(page.title(), index, link.address(), link.expiresAt());
    }

    /// Deletes a page and all copies on it, the page itself first: from then on nobody can open it. Can be done
    /// again for what could not be deleted.
    ///
    /// @return what is left, by path, and why
    /// @throws ImageException.NotFound when there is no such page
    public Map<String, ImageException> takeBack(String id, Progress progress) {
        return new PageRemoval(objects).remove(id, progress);
    }
}
