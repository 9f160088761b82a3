package dev.vitrine.service.share;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.service.download.CopyForm;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FetchedOriginal;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.ObjectLinks.Link;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.world.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Makes links to images of a library whose store can. Calls block; interrupting the thread stops them.
///
/// A link without location, or to another size or type, leads to a copy at
/// `.vitrine/shared/{image_id}-{end}-{nonce}`, because a link is what was asked for and the original must stay as
/// it is. The copy is removed when its links have ended: by any Vitrine that looks ([#sweep]), and at the latest by
/// the bucket's own rule, which “Set up” makes.
public final class Links {
    /// Signing rounds to seconds.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final ObjectLinks links;
    private final ObjectStore objects;
    private final Downloads downloads;
    private final Path scratch;
    private final Clock clock;
    private final Supplier<String> nonces;

    /// @param scratch folder for copies on their way
    /// @param nonces letters and digits, not guessable, another at each call
    public Links(
            ObjectLinks links,
            ObjectStore objects,
            Downloads downloads,
            Path scratch,
            Clock clock,
            Supplier<String> nonces) {
        this.links = links;
        this.objects = objects;
        this.downloads = downloads;
        this.scratch = scratch;
        this.clock = clock;
        this.nonces = nonces;
    }

    /// One page for several images.
    public SharedPages pages() {
        return new SharedPages(links, objects, new PageCopies(objects, downloads, scratch), clock, nonces);
    }

    /// One image that fails does not stop the others.
    ///
    /// @param progress is called with how many were dealt with so far
    /// @throws ImageException.Cancelled when the thread is interrupted; copies made until then are removed
    public SharedLinks make(List<ImageRecord> images, LinkRequest request, IntConsumer progress) {
        Instant requested = clock.instant().plus(request.lifetime().duration());
        var made = new ArrayList<SharedLink>();
        Map<ImageRecord, ImageException> failed = new LinkedHashMap<>();
        try {
            for (ImageRecord image : images) {
                try {
                    made.add(make(image, request));
                } catch (ImageException.Cancelled e) {
                    throw e;
                } catch (ImageException e) {
                    failed.put(image, e);
                }
                progress.accept(made.size() + failed.size());
            }
        } catch (ImageException.Cancelled e) {
            Threads.uninterrupted(() -> removeCopies(made));
            throw e;
        }
        boolean cutShort =
                made.stream().anyMatch(link -> link.expiresAt().plus(TOLERANCE).isBefore(requested));
        return new SharedLinks(made, cutShort, failed);
    }

    private SharedLink make(ImageRecord image, LinkRequest request) {
        ImageException.Cancelled.throwIfInterrupted();
        if (request.copy().isPresent()) {
            return toCopy(image, request.copy().get(), request);
        }
        new StoredOriginal(objects, image).require();
        return signed(image, image.readKey(), image.facts().contentType(), Downloads.safeName(image), request);
    }

    private SharedLink signed(
            ImageRecord image, ObjectKey key, String contentType, String fileName, LinkRequest request) {
        Link link = switch (request.purpose()) {
            case VIEW -> links.view(key, contentType, request.lifetime().duration());
            case DOWNLOAD ->
                links.download(key, contentType, fileName, request.lifetime().duration());
        };
        return new SharedLink(
                image.title().isBlank() ? fileName : image.title(), key, link.address(), link.expiresAt());
    }

    private SharedLink toCopy(ImageRecord image, CopyForm copy, LinkRequest request) {
        // Rounded up: the key must not tell an end before that of the link.
        Instant until = clock.instant().plus(request.lifetime().duration()).plus(TOLERANCE);
        ObjectKey key = ObjectKey.shared(image.imageId(), until, nonces.get());
        String contentType = put(image, key, copy);
        try {
            // Whoever deleted it meanwhile may not have seen the copy.
            if (objects.find(image.readKey()).isEmpty()) {
                throw StoredOriginal.missing(image);
            }
            return signed(image, key, contentType, Downloads.safeName(image, copy), request);
        } catch (ImageException e) {
            objects.delete(key);
            throw e;
        }
    }

    private String put(ImageRecord image, ObjectKey key, CopyForm copy) {
        try {
            Files.createDirectories(scratch);
            Leftovers.sweep(scratch);
            try (FetchedOriginal original = downloads.fetch(image, scratch, _ -> {});
                    FetchedOriginal made = original.as(copy)) {
                String contentType = made.type().map(ImageType::contentType).orElse("");
                ImageSource source = made.bytes();
                objects.put(key, source, contentType, made.sha256(), _ -> {});
                return contentType;
            }
        } catch (IOException e) {
            throw FileFailures.writing(scratch, e);
        }
    }

    /// Takes cleaned copies back, and with them the links that lead there. Links to originals work until they end:
    /// those cannot be taken back.
    public void removeCopies(List<SharedLink> unwanted) {
        unwanted.stream()
                .map(SharedLink::key)
                .filter(key -> key.sharedUntil().isPresent())
                .forEach(objects::delete);
    }

    /// Removes the copies, by whomever, whose links have ended.
    ///
    /// @return how many
    public int sweep() {
        Instant now = clock.instant();
        List<ObjectKey> ended = objects.sharedCopies().stream()
                .filter(key -> key.sharedUntil().filter(now::isAfter).isPresent())
                .toList();
        ended.forEach(objects::delete);
        return ended.size();
    }
}
