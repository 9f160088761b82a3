package dev.vitrine.service;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// Images that have the bytes of a source already, and those that have lost them.
record DuplicateFinder(MetadataStore rows, ObjectStore objects, Intake intake, Removal removal) {
    /// Of images with equal bytes: where a hash is not kept with the bytes, each costs to be read.
    private static final int MOST_COMPARED = 16;

    /// See [ImageService#duplicate].
    Optional<Duplicate> find(List<ImageRecord> said, ImageSource source, String sha256, Predicate<ImageRecord> heal) {
        var found = new ArrayList<Duplicate>();
        for (ImageRecord image : said.subList(0, Math.min(said.size(), MOST_COMPARED))) {
            boolean isWhole = isWhole(image, source, sha256);
            if (isWhole || heal.test(image)) {
                found.add(new Duplicate(image, !isWhole));
            }
        }
        return found.stream()
                .filter(Duplicate::healed)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    /// Bytes in an archive cannot be compared, and are as good as ever: an archive keeps what was checked before.
    private boolean isWhole(ImageRecord image, ImageSource source, String sha256) {
        try {
            return objects.holds(image.key(), source, sha256);
        } catch (ImageException.Failed e) {
            if (!e.isArchived()) {
                throw e;
            }
            return isStored(image);
        }
    }

    /// See [ImageService#isStored].
    boolean isStored(ImageRecord image) {
        long size = image.facts().sizeBytes();
        return objects.find(image.readKey())
                .filter(stored -> size == 0 || stored.sizeBytes() == size)
                .isPresent();
    }

    /// See [ImageService#heal].
    boolean heal(ImageRecord image, ImageSource source, LongConsumer progress) {
        if (!rows.knows(image.key())) {
            return false;
        }
        intake.heal(image, source, progress);
        Optional<StoredObject> _ = objects.find(image.key()); // they may lie in another class by now, which is noted
        if (rows.knows(image.key())) {
            return true;
        }
        // Somebody moved it or deleted it for good meanwhile, which the mirror may not know: what was put
        // back is nobody's.
        removal.removeOrphan(image.key());
        return false;
    }
}
