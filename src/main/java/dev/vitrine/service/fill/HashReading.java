package dev.vitrine.service.fill;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Unknown;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.pixels.DctHash;
import dev.vitrine.service.Previews;
import java.util.Optional;

/// Perceptual hashes, out of the previews that are there: no original is read, and no preview made.
public record HashReading(Previews previews) implements Reading {
    /// A preview of 512 pixels of quality 82 has 40 kB, and at most so many as one of pure noise.
    private static final Effort EFFORT = new Effort(1, 40 << 10, 1, 400 << 10);

    @Override
    public ImageQuery silent() {
        return ImageQuery.ALL.withValue(Attribute.LOOK_HASH, Optional.of(new Unknown(false)));
    }

    @Override
    public Optional<ImageQuery> doubtful() {
        return Optional.empty();
    }

    @Override
    public boolean isReadable(ImageRecord image) {
        return true;
    }

    @Override
    public Optional<ImageFacts> read(ImageRecord image) {
        return previews.stored(image.imageId(), Previews.TILE, DecodeRequest.BACKGROUND)
                .map(picture -> ImageFacts.UNKNOWN.with(Attribute.LOOK_HASH, DctHash.text(picture)));
    }

    @Override
    public Effort effort() {
        return EFFORT;
    }
}
