package dev.vitrine.service.mirror;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The rows of a cloud library as seen from here: written to the tables first, then into the mirror, so that own
/// changes show at once.
///
/// Single rows are read from the mirror when it has them, which also works offline; what it does not know is asked of
/// the tables. Or, where nobody keeps the mirror up to date, always of the tables.
final class MirroredRows implements ForwardingMetadataStore {
    private final MetadataStore tables;
    private final Mirror mirror;
    private final SqliteCatalog catalog;
    private final boolean readsMirror;

    MirroredRows(MetadataStore tables, Mirror mirror, boolean readsMirror) {
        this.tables = tables;
        this.mirror = mirror;
        this.catalog = mirror.catalog();
        this.readsMirror = readsMirror;
    }

    @Override
    public MetadataStore store() {
        return tables;
    }

    @Override
    public void put(ImageRecord image) {
        mirror.write(
                image.imageId(),
                () -> {
                    tables.put(image);
                    return image;
                },
                this::show);
    }

    @Override
    public void putTrashed(ImageRecord image) {
        mirror.write(
                image.imageId(),
                () -> {
                    tables.putTrashed(image);
                    return image;
                },
                this::show);
    }

    @Override
    public Optional<ImageRecord> find(String imageId) {
        if (!readsMirror) {
            return tables.find(imageId).map(this::noted);
        }
        return catalog.find(imageId)
                .or(() -> catalog.findTrashed(imageId).isPresent() ? Optional.empty() : tables.find(imageId));
    }

    @Override
    public Optional<ImageRecord> findTrashed(String imageId) {
        if (!readsMirror) {
            return tables.findTrashed(imageId);
        }
        return catalog.findTrashed(imageId)
                .or(() -> catalog.find(imageId).isPresent() ? Optional.empty() : tables.findTrashed(imageId));
    }

    @Override
    public ImagePage list(ImagePage.Request request) {
        return noted(tables.list(request));
    }

    @Override
    public ImagePage listTrashed(ImagePage.Request request) {
        return noted(tables.listTrashed(request));
    }

    @Override
    public ImageRecord update(ImageEdit edit, Instant now) {
        return mirror.write(edit.seen().imageId(), () -> tables.update(edit, now), this::show);
    }

    @Override
    public ImageRecord changeUser(String imageId, UserChange change, Instant now) {
        return mirror.write(imageId, () -> tables.changeUser(imageId, change, now), this::show);
    }

    @Override
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        return mirror.write(imageId, () -> tables.addFacts(imageId, more), this::show);
    }

    @Override
    public ImageRecord trash(String imageId, Instant deletedAt) {
        return mirror.write(imageId, () -> tables.trash(imageId, deletedAt), this::show);
    }

    @Override
    public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
        return mirror.write(seen.imageId(), () -> tables.trashFor(seen, kept, deletedAt), this::show);
    }

    @Override
    public ImageRecord restore(String imageId) {
        return mirror.write(imageId, () -> tables.restore(imageId), this::show);
    }

    @Override
    public ImageRecord beginPurge(SeenImage seen) {
        return mirror.write(seen.imageId(), () -> tables.beginPurge(seen), this::show);
    }

    @Override
    public ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt) {
        return mirror.write(purged.imageId(), () -> tables.cancelPurge(purged, deletedAt), this::show);
    }

    @Override
    public void endPurge(String imageId) {
        mirror.write(
                imageId,
                () -> {
                    tables.endPurge(imageId);
                    return imageId;
                },
                catalog::endPurge);
    }

    private ImagePage noted(ImagePage page) {
        List<String> ids = page.images().stream().map(ImageRecord::imageId).toList();
        Map<String, ImageFacts> known =
                catalog.findAll(ids).stream().collect(Collectors.toMap(ImageRecord::imageId, ImageRecord::facts));
        return new ImagePage(
                page.images().stream()
                        .map(image -> noted(image, known.getOrDefault(image.imageId(), ImageFacts.UNKNOWN)))
                        .toList(),
                page.next(),
                page.hidden());
    }

    private ImageRecord noted(ImageRecord image) {
        return catalog.find(image.imageId())
                .map(known -> noted(image, known.facts()))
                .orElse(image);
    }

    /// With what the store of the bytes said last: a row only knows how it began.
    private static ImageRecord noted(ImageRecord image, ImageFacts known) {
        return known.storage().equals(StorageState.UNKNOWN)
                ? image
                : image.withFacts(image.facts().with(known.storage()));
    }

    private void show(ImageRecord image) {
        catalog.putAll(List.of(image));
    }
}
