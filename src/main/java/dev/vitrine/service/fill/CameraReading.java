package dev.vitrine.service.fill;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.AnyOf;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageQuery.ValueText;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.store.ObjectStore;
import java.util.Optional;
import java.util.Set;

/// Camera, lens and exposure, out of the heads of originals.
public record CameraReading(ImageService images, ObjectStore objects) implements Reading {
    /// Of most: the head, and where that points to. How long an object is may have to be asked, too.
    private static final Effort EFFORT = new Effort(2, 128 << 10, HeadSource.MAX_PARTS + 1, HeadSource.MAX_BYTES);

    @Override
    public ImageQuery silent() {
        ImageQuery query = ImageQuery.ALL;
        for (Attribute attribute : Attribute.SETTINGS) {
            query = query.withValue(attribute, Optional.of(new Unknown(false)));
        }
        return query;
    }

    @Override
    public Optional<ImageQuery> doubtful() {
        var archive = new AnyOf(Set.of(new ValueText(Attribute.STORAGE_CLASS.searchExample(), false)));
        return Optional.of(silent().withValue(Attribute.STORAGE_CLASS, Optional.of(archive)));
    }

    @Override
    public boolean isReadable(ImageRecord image) {
        return images.isReadable(image);
    }

    @Override
    public Optional<ImageFacts> read(ImageRecord image) {
        return Optional.of(new HeadSource(new StoredOriginal(objects, image)).settings());
    }

    @Override
    public Effort effort() {
        return EFFORT;
    }
}
