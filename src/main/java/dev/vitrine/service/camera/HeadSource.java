package dev.vitrine.service.camera;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.GrowingParts;
import dev.vitrine.service.StoredOriginal;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// A stored original of which little is read: its head, and where that points to. For one thread.
record HeadSource(StoredOriginal original) implements ImageSource {
    /// About 3 MB in all. Of a format that tells more behind its pixels, those are not passed over part by part.
    private static final int MAX_PARTS = 6;

    @Override
    public String name() {
        return original.name();
    }

    /// @throws ImageException.NotFound when there are no bytes: that is not for good
    @Override
    public long size() {
        long known = original.size();
        if (known == 0 && original.objects().find(original.image().readKey()).isEmpty()) {
            throw StoredOriginal.missing(original.image());
        }
        return known;
    }

    @Override
    public InputStream open() {
        return original.open();
    }

    @Override
    public Optional<Path> onDisk() {
        return original.onDisk()
                .or(() -> original.objects().keptFile(original.image().facts().contentSha256()));
    }

    @Override
    public Optional<Blocks> blocks() {
        return Optional.of(new GrowingParts(
                size(),
                MAX_PARTS,
                (position, length) -> original.objects().open(original.image().readKey(), position, length)));
    }
}
