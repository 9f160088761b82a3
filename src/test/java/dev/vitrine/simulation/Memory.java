package dev.vitrine.simulation;

import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Orientation;
import dev.vitrine.ui.actions.FlagKeys;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What somebody asked for, was told, and saw.
final class Memory {
    /// By the machine's batch id.
    final List<Drop> drops = new ArrayList<>();
    final VisitMemory elsewhere = new VisitMemory();
    final Set<TaggedImage> tagged = new HashSet<>();
    final List<Titled> titled = new ArrayList<>();
    final List<Dated> dated = new ArrayList<>();
    final AlbumMemory albums = new AlbumMemory();
    /// As they were pressed.
    final List<FlagKeys.PressedKey> keys = new ArrayList<>();
    /// Which images are on a page, by its name.
    final Map<String, Set<String>> pages = new HashMap<>();
    final Set<String> askedToTakeBack = new HashSet<>();
    final Set<String> takenBack = new HashSet<>();
    /// Two look-alikes, one of which was to stay.
    final Set<Merged> merged = new HashSet<>();
    /// Tags of those that went, on the one that stays.
    final Set<TaggedImage> inherited = new HashSet<>();
    /// Of which others' tags may be taken back, too.
    final Set<String> unmerged = new HashSet<>();
    final Set<String> askedToTrash = new HashSet<>();
    final Set<String> askedToPurge = new HashSet<>();
    final Set<String> askedToPurgeAsItWas = new HashSet<>();
    /// Right only where another had begun to, who had seen it as it was.
    final Set<String> purgedThoughChanged = new HashSet<>();
    final Set<String> purged = new HashSet<>();
    /// Images of which a move was not finished at once: bytes may be in two places for a while.
    final Set<String> cutMoves = new HashSet<>();
    /// Keys of copies that links lead to.
    final Set<String> shared = new HashSet<>();
    /// Files of a watched folder that are whole.
    final List<Path> watched = new ArrayList<>();
    /// It may find what it has found before.
    boolean hasWatchedAgain;
    /// Images whose rows were made again.
    final Set<String> adopted = new HashSet<>();
    /// And perhaps others.
    boolean mayHaveAdopted;
    /// The program was killed, or could not remove them, while copies for links were made.
    boolean mayHaveLeftCopies;
    boolean isSharing;
    /// What was not there though it had been said to be done.
    final List<String> unkept = new ArrayList<>();
    boolean hasCancelled;
    int words;
    private final Map<String, Set<Orientation>> turned = new HashMap<>();
    private final Map<String, Instant> seen = new HashMap<>();

    record Drop(long batchId, Set<String> names, int life, Instant at) {}

    record TaggedImage(String imageId, String tag) {}

    /// @param before what it said when the title was typed
    record Titled(String imageId, String before) {}

    /// @param before what it was when the moment was typed
    record Dated(String imageId, Optional<LocalDateTime> before) {}

    record Merged(String kept, String other) {}

    /// Whatever was made of the branch it is in.
    static boolean keeps(ImageRecord row, String tag) {
        return row.tags().stream().anyMatch(each -> leaf(each).equals(leaf(tag)));
    }

    /// And did not take it back.
    boolean hasTagged(String tag) {
        return tagged.stream().anyMatch(each -> leaf(each.tag()).equals(leaf(tag)));
    }

    private static String leaf(String tag) {
        return tag.substring(tag.lastIndexOf('/') + 1);
    }

    /// It lay so, or may come to.
    void turned(String imageId, Correction correction) {
        turned.computeIfAbsent(imageId, _ -> EnumSet.noneOf(Orientation.class)).add(correction.turned());
    }

    boolean mayLie(ImageRecord row) {
        return turned.getOrDefault(row.imageId(), Set.of())
                .contains(row.correction().turned());
    }

    /// @param forgets what its program has mirrored
    void isKilled(boolean forgets) {
        mayHaveLeftCopies |= isSharing;
        isSharing = false;
        if (forgets) {
            seen.clear();
        }
        keys.forEach(FlagKeys.PressedKey::isKilled);
    }

    /// What one sees never becomes older, and nothing comes back that was deleted for good.
    void look(List<ImageRecord> rows) {
        for (ImageRecord row : rows) {
            Instant before = seen.put(row.imageId(), row.updatedAt());
            if (before != null && row.updatedAt().isBefore(before) && !askedToPurge.contains(row.imageId())) {
                unkept.add("seen as it was before: " + row);
            }
            if (purged.contains(row.imageId()) && !row.isBeingPurged()) {
                unkept.add("seen again after it was deleted: " + row);
            }
        }
    }

    /// One reads one's own writes.
    void expect(boolean holds, String otherwise) {
        if (!holds) {
            unkept.add(otherwise);
        }
    }
}
