package dev.vitrine.service;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes bytes and rows away for good, and brings those back that are in the trash: both together.
record Removal(MetadataStore rows, ObjectStore objects, Previews previews) {
    private static final System.Logger LOG = System.getLogger(Removal.class.getName());

    /// Copies that were shared, by the image that they are of.
    Map<String, List<ObjectKey>> sharedCopies() {
        try {
            return objects.sharedCopies().stream().collect(Collectors.groupingBy(ObjectKey::imageId));
        } catch (ImageException.Denied e) {
            if (e.passes()) {
                throw e;
            }
            // The service that Vitrine grew from may not list its bucket; it makes no copies either.
            LOG.log(Level.WARNING, "Copies of deleted images that were shared cannot be looked for", e);
            return Map.of();
        }
    }

    /// A permanent deletion that was cut short may have taken the bytes already; a live row without bytes must not
    /// come of it. Bytes that are elsewhere are never taken.
    void restore(String imageId) {
        Optional<ImageRecord> trashed = rows.findTrashed(imageId);
        trashed.filter(ImageRecord::isBeingPurged).ifPresent(purged -> {
            throw new ImageException.NotFound(
                    quoted(purged.title())
                            + " is being deleted permanently, and its bytes may be gone already. Deleting it permanently once more ends that.");
        });
        trashed.filter(image ->
                        !image.isElsewhere() && objects.find(image.key()).isEmpty())
                .ifPresent(this::bringBytesBack);
        rows.restore(imageId);
    }

    /// A repair that did not see the trash may have put them aside.
    private void bringBytesBack(ImageRecord trashed) {
        try {
            objects.move(trashed.key().quarantined(), trashed.key());
        } catch (ImageException.NotFound e) {
            throw new ImageException.NotFound(
                    "The bytes of " + quoted(trashed.title()) + " are gone; it can only be deleted permanently.", e);
        }
    }

    /// The row leaves the library first, so that a row without bytes is never visible. Where there is a trash it
    /// waits there until the bytes are gone, so that whatever stops this half way is finished by asking again. Who
    /// is refused the first step changes nothing.
    ///
    /// @return true when the store keeps the bytes all the same, see {@link ObjectStore#delete(ObjectKey)}
    boolean purge(SeenImage seen, List<ObjectKey> copies, Instant now) {
        Optional<ImageRecord> before = rows.findAnywhere(seen.imageId());
        before.ifPresent(image -> {
            requireOwnBytes(image);
            requireFreePlace(image);
        });
        ImageRecord image = rows.beginPurge(seen);
        boolean keepsVersion;
        try {
            keepsVersion = objects.delete(image.key());
        } catch (ImageException.Denied e) {
            // What an earlier try began may have taken the bytes.
            before.filter(known -> !known.isBeingPurged()).ifPresent(known -> takeBack(known, image, now, e));
            throw e;
        }
        copies.forEach(objects::delete);
        previews.delete(image.imageId());
        rows.endPurge(image.imageId());
        return keepsVersion;
    }

    private void takeBack(ImageRecord before, ImageRecord purged, Instant now, ImageException why) {
        try {
            ImageRecord kept = rows.cancelPurge(purged, before.deletedAt().orElse(now));
            if (before.deletedAt().isEmpty() && kept.deletedAt().isPresent()) {
                rows.restore(kept.imageId());
            }
        } catch (ImageException e) {
            why.addSuppressed(e);
        }
    }

    /// Where the bytes are here although the row says otherwise, the bucket was renamed.
    private void requireOwnBytes(ImageRecord image) {
        String address = image.facts().text(Attribute.S3_URL);
        if (!address.isEmpty() && objects.find(image.key()).isEmpty()) {
            throw new ImageException.Invalid("Another program wrote the row of " + quoted(image.title())
                    + ", and says that its bytes are at " + quoted(address)
                    + ". They would stay there, unknown to all: delete it with that program. It can go to the trash.");
        }
    }

    /// What a link leads to is none of the library's: it is not read, and would be left.
    private void requireFreePlace(ImageRecord image) {
        if (objects.isBlocked(image.key())) {
            throw new ImageException.Conflict(
                    "The bytes of " + quoted(image.title())
                            + " cannot be deleted: a link or something else lies where they belong, and what is behind it would stay."
                            + " Put them back, or let “vitrine doctor --repair” put aside what lies there. Nothing was deleted.");
        }
    }

    /// Where its row may be in a trash that cannot be seen, the bytes are put aside, where restoring finds them.
    void removeOrphan(ObjectKey key) {
        if (rows.trashAccess() != TrashAccess.FORBIDDEN) {
            objects.delete(key);
        } else if (objects.find(key).isPresent()) {
            objects.move(key, key.quarantined());
        }
        previews.delete(key.imageId());
    }

    /// Those that were made as the images were deleted: whoever made them saw the bytes for the last time.
    void removeLaterCopies(Set<String> deleted) {
        if (deleted.isEmpty()) {
            return;
        }
        try {
            sharedCopies().forEach((id, copies) -> {
                if (deleted.contains(id)) {
                    copies.forEach(objects::delete);
                }
            });
        } catch (ImageException.Cancelled e) {
            Thread.currentThread().interrupt(); // what is done is told all the same
        } catch (ImageException e) {
            LOG.log(Level.WARNING, "Copies of deleted images that were shared this moment may be left", e);
        }
    }
}
