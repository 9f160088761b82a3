package dev.vitrine.service.mirror;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.store.MetadataStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The tables whose rows a mirror reads.
record Tables(MemoryRows rows) implements MetadataStore {
    @Override
    public void put(ImageRecord image) {
        rows.put(image);
    }

    @Override
    public void putTrashed(ImageRecord image) {
        rows.put(image);
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        return rows.readAll(List.of(imageId)).stream()
                .filter(image -> image.deletedAt().isEmpty())
                .findFirst();
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        ImageRecord changed = edit.applyTo(find(edit.seen().imageId()).orElseThrow(), now);
        rows.put(changed);
        return changed;
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        ImageRecord row = find(imageId).orElseThrow();
        ImageRecord changed = row.withFacts(row.facts().or(more));
        rows.put(changed);
        return changed;
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        ImageRecord changed = change.applyTo(find(imageId).orElseThrow(), now);
        rows.put(changed);
        return changed;
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        ImageRecord trashed = find(imageId).orElseThrow().withDeletedAt(Optional.of(deletedAt));
        rows.put(trashed);
        return trashed;
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        ImageRecord _ = find(kept).orElseThrow(MetadataStore::keptIsGone);
        MetadataStore.requireAsSeen(seen, find(seen.imageId()).orElseThrow(), deletedAt);
        return trash(seen.imageId(), deletedAt);
    }

    @Override
    public ImageRecord restore(String imageId) {
        ImageRecord restored = findTrashed(imageId).orElseThrow().withDeletedAt(Optional.empty());
        rows.put(restored);
        return restored;
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        return rows.readAll(List.of(imageId)).stream()
                .filter(image -> image.deletedAt().isPresent())
                .findFirst();
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        ImageRecord current = find(seen.imageId())
                .or(() -> findTrashed(seen.imageId()))
                .orElseThrow(() -> new ImageException.NotFound("no image " + seen.imageId()));
        seen.requireStill(current);
        ImageRecord purged = current.withDeletedAt(Optional.of(ImageRecord.BEING_PURGED));
        rows.put(purged);
        return purged;
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endPurge(String imageId) {
        if (findTrashed(imageId).filter(ImageRecord::isBeingPurged).isPresent()) {
            rows.remove(imageId);
        }
    }

    @Override
    public void close() {}
}
