package dev.vitrine.catalog;

import dev.vitrine.image.ImageException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The copies of a catalog beside what lies in the library, and which of them is to be put back.
///
/// The newest is not always right: once a catalog was lost, a new one is begun with the next start, and copied the next
/// day.
///
/// @param copies newest first
/// @param originals that are stored in the library
/// @param known how many of them the catalog knows that is in place
public record CopyChoice(List<CatalogCopy> copies, long originals, long known) {
    private static final int MOST = 2;

    public CopyChoice {
        copies = List.copyOf(copies);
    }

    /// The one that knows the most of what is stored; of several, the newest.
    public Optional<CatalogCopy> advised() {
        return readable().stream().reduce((best, older) -> older.stored() > best.stored() ? older : best);
    }

    private List<CatalogCopy> readable() {
        return copies.stream().filter(CatalogCopy::isReadable).toList();
    }

    /// Why a person has to say which; empty when {@link #advised} is taken without a question, or there is none.
    public Optional<ImageException.Conflict> unclear() {
        return advised()
                .flatMap(
                        advised -> doubts(advised)
                                .map(
                                        why -> new ImageException.Conflict(
                                                why
                                                        + " Nothing was changed. Say which it is to be: “vitrine doctor --restore-backup="
                                                        + advised.name()
                                                        + "” takes the copy that knows the most of what is stored, and --adopt makes rows again for what it does not know.")));
    }

    private Optional<String> doubts(CatalogCopy advised) {
        CatalogCopy newest = readable().getFirst();
        CatalogCopy largest = readable().stream()
                .max(Comparator.comparingLong(copy -> copy.images() + copy.trashed()))
                .orElseThrow();
        if (known > advised.stored()) {
            return Optional.of("The catalog that is in place knows " + known + " of the " + originals
                    + " stored originals, more than any copy of it.");
        }
        if (!newest.equals(advised)) {
            return Optional.of("The newest copy knows " + newest.stored() + " of the " + originals
                    + " stored originals, and an older one " + advised.stored()
                    + ": perhaps the catalog was lost before the newest was made.");
        }
        if (newest.stored() * MOST < originals || originals == 0 && newest.images() * MOST < largest.images()) {
            return Optional.of(
                    "The newest copy knows only " + newest.stored() + " of the " + originals + " stored originals.");
        }
        return Optional.empty();
    }
}
