package dev.vitrine.service.similar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.TestCatalog;
import dev.vitrine.service.similar.LookAlikeMerge.MergeOutcome;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookAlikeMergeTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path folder;

    @AutoClose
    private TestCatalog catalog;

    private FolderObjectStore objects;
    private ImageService images;
    private LookAlikeMerge merge;

    @BeforeEach
    void open() {
        catalog = new TestCatalog(folder);
        objects = new FolderObjectStore(folder.resolve("objects"));
        images = images(catalog.rows());
        merge = new LookAlikeMerge(images);
    }

    @Test
    void theOneThatStaysGetsWhatWasWrittenAndAllIsTakenBack() {
        put("kept", new Caption("IMG_1", "", List.of("sea", "rating:2", "reject")));
        put("one", new Caption("The beach", "At dawn", List.of("sun", "rating:4", "pick")));
        put("two", new Caption("IMG_2", "At dawn", List.of("favourite")));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        assertEquals(
                new Caption("The beach", "At dawn", List.of("sea", "sun", "rating:4", "pick", "favourite")),
                caption("kept"));
        assertEquals(Optional.empty(), images.find("one"));
        assertEquals(List.of("one", "two"), done.trashed());
        MergeOutcome back = merge.takeBack(done, (_, _) -> true);
        assertEquals(Map.of(), back.failed());
        assertEquals(new Caption("IMG_1", "", List.of("sea", "rating:2", "reject")), caption("kept"));
        assertEquals(new Caption("The beach", "At dawn", List.of("sun", "rating:4", "pick")), caption("one"));
        merge.doAgain(done, (_, _) -> true);
        assertEquals("The beach", caption("kept").title());
        assertEquals(Optional.empty(), images.find("two"));
    }

    @Test
    void whereTheOneThatStaysIsGoneTheOthersStay() {
        put("one", new Caption("The beach", "", List.of()));
        MergeOutcome done = merge.merge(Map.of("gone", List.of("one")), (_, _) -> true);
        assertEquals(List.of(), done.trashed());
        assertEquals("The beach", caption("one").title());
        assertEquals(List.of("gone"), List.copyOf(done.failed().keySet()));
    }

    @Test
    void whereTheOneThatStaysIsInTheTrashMeanwhileTheOthersStay() {
        put("kept", new Caption("The beach", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        images.trash(List.of("kept"));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        assertEquals(List.of(), done.trashed(), "nothing is left live");
        assertEquals(List.of("one"), List.copyOf(done.failed().keySet()));
    }

    @Test
    void soTheyDoWhereAnotherMachineTrashedIt() {
        put("kept", new Caption("The beach", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        try (SqliteCatalog other = SqliteCatalog.open(folder.resolve("catalog.sqlite"))) {
            other.trash("kept", Instant.now());
        }
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        assertEquals(List.of(), done.trashed(), "nothing is left live");
    }

    @Test
    void whatCannotBeWrittenAgainKeepsTheOthersWhenItIsDoneAgain() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        merge.takeBack(done, (_, _) -> true);
        ImageRecord row = images.find("kept").orElseThrow();
        images.edit(new ImageEdit(row, row.caption().withTitle("Mine")));
        MergeOutcome again = merge.doAgain(done, (_, _) -> true);
        assertEquals(List.of("kept"), List.copyOf(again.failed().keySet()));
        assertEquals(List.of(), again.trashed(), "its title could not be kept");
    }

    @Test
    void whenItWasTakenIsKeptWhereOnlyTheOthersKnow() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("IMG_2", "", List.of()));
        ImageRecord row = images.find("one").orElseThrow();
        LocalDateTime corrected = LocalDateTime.parse("1972-06-01T12:00:00");
        images.edit(new ImageEdit(row, row.correction().withTakenAt(corrected)));
        catalog.index().refresh();
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        assertEquals(
                Optional.of(corrected),
                images.find("kept").orElseThrow().facts().takenAt());
        merge.takeBack(done, (_, _) -> true);
        assertEquals(Optional.empty(), images.find("kept").orElseThrow().facts().takenAt());
    }

    @Test
    void whatAStopLeftIsTakenBackTheNextTime() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        put("two", new Caption("IMG_2", "", List.of()));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        MergeOutcome back = merge.takeBack(done, (restored, _) -> restored < 1);
        assertEquals(1, back.trashed().size());
        assertEquals("The beach", caption("kept").title(), "as long as one of the others is away");
        MergeOutcome rest = done.rest(back, Set.of());
        assertEquals(1, rest.trashed().size());
        merge.takeBack(rest, (_, _) -> true);
        assertEquals("IMG_1", caption("kept").title());
        assertEquals(
                2,
                images.findAll(List.of("one", "two")).stream()
                        .filter(image -> image.deletedAt().isEmpty())
                        .count());
    }

    @Test
    void whatIsWrittenAboutAnotherOneMeanwhileIsNotTrashedWithIt() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        put("two", new Caption("IMG_2", "", List.of()));
        LookAlikeMerge slow = mergeBefore("kept", () -> {
            ImageRecord row = catalog.rows().find("one").orElseThrow();
            catalog.rows().update(new ImageEdit(row, row.caption().withTags(List.of("late"))), Instant.now());
        });
        MergeOutcome done = slow.merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        assertEquals(List.of("two"), done.trashed());
        assertEquals(List.of("one"), List.copyOf(done.failed().keySet()));
        assertEquals(List.of("late"), caption("one").tags());
        assertEquals(
                List.of("one"),
                merge.merge(Map.of("kept", List.of("one")), (_, _) -> true).trashed());
        assertEquals(List.of("late"), caption("kept").tags());
    }

    @Test
    void whatAColleagueTrashedMeanwhileStaysInTheTrash() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        put("two", new Caption("IMG_2", "", List.of()));
        LookAlikeMerge slow = mergeBefore("kept", () -> {
            ImageRecord row = catalog.rows().find("one").orElseThrow();
            catalog.rows().update(new ImageEdit(row, row.caption().withTags(List.of("late"))), Instant.now());
            catalog.rows().trash("one", NOON);
            catalog.rows().trash("two", NOON);
        });
        MergeOutcome done = slow.merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        assertEquals(List.of(), done.trashed());
        assertEquals(Set.of("one", "two"), done.failed().keySet(), "which is told");
        merge.takeBack(done, (_, _) -> true);
        for (String id : List.of("one", "two")) {
            assertEquals(Optional.of(NOON), catalog.rows().findTrashed(id).flatMap(ImageRecord::deletedAt), id);
        }
    }

    @Test
    void whereTheTrashIsRefusedHalfWayTheRestStaysAndAllIsTakenBack() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of()));
        put("two", new Caption("IMG_2", "", List.of("sun")));
        var refusing = new ForwardingMetadataStore() {
            @Override
            public MetadataStore store() {
                return catalog.rows();
            }

            @Override
            public ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt) {
                if (seen.imageId().equals("two")) {
                    throw new ImageException.Denied("No.", null);
                }
                return catalog.rows().trashFor(seen, kept, deletedAt);
            }
        };
        MergeOutcome done =
                new LookAlikeMerge(images(refusing)).merge(Map.of("kept", List.of("one", "two")), (_, _) -> true);
        assertEquals(List.of("one"), done.trashed());
        assertEquals(List.of("two"), List.copyOf(done.failed().keySet()));
        assertEquals(new Caption("The beach", "", List.of("sun")), caption("kept"));
        assertEquals(Map.of(), merge.takeBack(done, (_, _) -> true).failed());
        assertEquals(new Caption("IMG_1", "", List.of()), caption("kept"));
        assertEquals("The beach", caption("one").title());
        assertEquals(List.of("sun"), caption("two").tags());
    }

    @Test
    void imagesOfOtherUsersAreMergedAndComeBackToThem() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", "bob", new Caption("The beach", "", List.of("sun")));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        assertEquals(List.of("one"), done.trashed());
        assertEquals("alice", images.find("kept").orElseThrow().userId());
        assertEquals(List.of("sun"), caption("kept").tags());
        merge.takeBack(done, (_, _) -> true);
        ImageRecord back = images.find("one").orElseThrow();
        assertEquals("bob", back.userId());
        assertTrue(images.isStored(back));
    }

    @Test
    void takingBackLeavesWhatAColleagueWroteAboutTheOneThatStayed() {
        put("kept", new Caption("IMG_1", "", List.of()));
        put("one", new Caption("The beach", "", List.of("sun")));
        MergeOutcome done = merge.merge(Map.of("kept", List.of("one")), (_, _) -> true);
        ImageRecord row = images.find("kept").orElseThrow();
        images.edit(new ImageEdit(row, new Caption("Mine", "", List.of("sun", "sea"))));
        MergeOutcome back = merge.takeBack(done, (_, _) -> true);
        assertEquals(new Caption("The beach", "", List.of("sun")), caption("one"));
        assertEquals("Mine", caption("kept").title());
        assertEquals(List.of("kept"), List.copyOf(back.failed().keySet()), "which is told");
    }

    /// @param change happens before the first edit of an image arrives
    private LookAlikeMerge mergeBefore(String imageId, Runnable change) {
        var first = new AtomicBoolean(true);
        return new LookAlikeMerge(images(new ForwardingMetadataStore() {
            @Override
            public MetadataStore store() {
                return catalog.rows();
            }

            @Override
            public ImageRecord update(ImageEdit edit, Instant now) {
                if (edit.seen().imageId().equals(imageId) && first.getAndSet(false)) {
                    change.run();
                }
                return catalog.rows().update(edit, now);
            }
        }));
    }

    private ImageService images(MetadataStore rows) {
        return catalog.images(rows, objects);
    }

    private Caption caption(String id) {
        return images.find(id).orElseThrow().caption();
    }

    private void put(String id, Caption caption) {
        put(id, "alice", caption);
    }

    private void put(String id, String user, Caption caption) {
        String title = caption.title();
        String name = title.startsWith("IMG") ? title + ".jpg" : "x.jpg";
        ImageFacts facts = ImageFacts.UNKNOWN.with(Attribute.ORIGINAL_NAME, name);
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        var row = new ImageRecord(id, user, caption, facts, time);
        objects.put(row.key(), ImageSource.ofBytes(id, new byte[] {1}), "image/jpeg", "", _ -> {});
        catalog.put(List.of(row));
    }
}
