package dev.vitrine.service.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.CatalogTest;
import dev.vitrine.service.Progress;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import dev.vitrine.service.edit.TagEdits.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TagEditsTest extends CatalogTest {
    private static final Progress TO_THE_END = (_, _) -> true;

    private TagEdits edits;
    private BulkEdits bulk;

    @BeforeEach
    void open() {
        edits = new TagEdits(images);
        bulk = new BulkEdits(images);
        put("a", "sea", "nature", "sun");
        put("b", "Nature");
        put("c", "nature", "wild");
        put("d", "wild", "sun", "nature");
        put("e");
        catalog.live().written();
    }

    @Test
    void aRenamedTagKeepsItsPlaceAndOthersAreLeftAlone() {
        EditOutcome outcome = edits.rename("nature", " outdoors ", TO_THE_END);
        assertEquals(
                Map.of("a", "sea outdoors sun", "b", "Nature", "c", "outdoors wild", "d", "wild sun outdoors", "e", ""),
                tags());
        assertTrue(outcome.whole());
        assertEquals(Map.of(), outcome.failed());
        assertEquals(
                0, images.search(ImageQuery.ALL.withAllTags(Set.of("nature"))).size());
    }

    @Test
    void mergedTagsStandOnceWhereTheFirstOfThemStood() {
        edits.rename("nature", "wild", TO_THE_END);
        assertEquals(Map.of("a", "sea wild sun", "b", "Nature", "c", "wild", "d", "wild sun", "e", ""), tags());
    }

    @Test
    void anotherLetterCaseIsAnotherName() {
        edits.rename("Nature", "nature", TO_THE_END);
        assertEquals("nature", tags().get("b"));
        assertEquals(new Uses(4, 0), edits.uses("nature"));
    }

    @Test
    void aRemovedTagLeavesTheOthers() {
        edits.remove("nature", TO_THE_END);
        assertEquals(Map.of("a", "sea sun", "b", "Nature", "c", "wild", "d", "wild sun", "e", ""), tags());
    }

    @Test
    void takingBackAMergeRestoresEveryTagInItsOrder() {
        Map<String, String> before = tags();
        EditOutcome merged = edits.rename("nature", "wild", TO_THE_END);
        EditOutcome undone = bulk.apply(merged.inverse(), TO_THE_END);
        assertEquals(before, tags());
        bulk.apply(undone.inverse(), TO_THE_END);
        assertEquals("wild sun", tags().get("d"));
    }

    @Test
    void takingBackKeepsWhatOthersDidInTheMeantime() {
        EditOutcome merged = edits.rename("nature", "wild", TO_THE_END);
        ImageRecord row = images.find("d").orElseThrow();
        images.edit(new ImageEdit(row, row.caption().withTag("late")));
        bulk.apply(merged.inverse(), TO_THE_END);
        assertEquals("wild sun late nature", tags().get("d"));
    }

    @Test
    void stoppingKeepsWhatIsDoneAndTellsIt() {
        EditOutcome outcome = edits.remove("nature", (done, _) -> done < 2);
        assertFalse(outcome.whole());
        assertEquals(2, outcome.changed().size());
        assertEquals(new Uses(1, 0), edits.uses("nature"));
        bulk.apply(outcome.inverse(), TO_THE_END);
        assertEquals(new Uses(3, 0), edits.uses("nature"));
    }

    @Test
    void oneFailureNeverStopsTheOthers() {
        EditOutcome outcome = edits.remove("nature", (done, _) -> {
            if (done == 0) {
                images.trash(List.of("c"));
            }
            return true;
        });
        assertTrue(outcome.whole());
        assertEquals(Set.of("c"), outcome.failed().keySet());
        assertEquals(
                Set.of("a", "d"),
                Set.copyOf(
                        outcome.changed().stream().map(CaptionChange::imageId).toList()));
    }

    @Test
    void theTrashKeepsItsTags() {
        images.trash(List.of("a"));
        assertEquals(new Uses(2, 1), edits.uses("nature"));
        edits.rename("nature", "outdoors", TO_THE_END);
        images.findAll(List.of("a")).forEach(row -> assertEquals(List.of("sea", "nature", "sun"), row.tags()));
    }

    @Test
    void progressIsToldFromTheBeginningToTheEnd() {
        var reported = new ArrayList<String>();
        edits.remove("nature", (done, all) -> reported.add(done + "/" + all));
        assertEquals(List.of("0/3", "1/3", "2/3", "3/3"), reported);
    }

    @Test
    void moreThanAPageOfImagesIsChangedAndTakenBack() {
        catalog.put(IntStream.range(0, 600)
                .mapToObj(i -> row("many-" + i, "bulk", "x"))
                .toList());
        EditOutcome outcome = edits.rename("bulk", "x", TO_THE_END);
        assertEquals(600, outcome.changed().size());
        assertEquals(new Uses(0, 0), edits.uses("bulk"));
        assertEquals(600, bulk.apply(outcome.inverse(), TO_THE_END).changed().size());
        assertEquals(new Uses(600, 0), edits.uses("bulk"));
    }

    @Test
    void aBranchIsMovedWithAllBelowIt() {
        put("a", "place", "place/italy/venice", "placebo");
        put("b", "place/italy", "sea", "place/italy/rome");
        put("c", "place/", "place//x", "Place/italy");
        catalog.index().refresh();
        assertEquals(new Uses(3, 0), edits.uses("place/*"));
        EditOutcome outcome = edits.rename("place/*", "region/*", TO_THE_END);
        assertEquals("region region/italy/venice placebo", tags().get("a"));
        assertEquals("region/italy sea region/italy/rome", tags().get("b"));
        assertEquals("place/ region//x Place/italy", tags().get("c"));
        bulk.apply(outcome.inverse(), TO_THE_END);
        assertEquals("place place/italy/venice placebo", tags().get("a"));
    }

    @Test
    void aBranchCanMoveIntoItselfAndUpIntoTheOneAbove() {
        put("a", "place", "place/italy");
        put("b", "place/italy/rome", "place/italy", "place/rome");
        catalog.index().refresh();
        edits.rename("place/*", "place/old", TO_THE_END);
        assertEquals("place/old place/old/italy", tags().get("a"));
        edits.rename("place/old/italy/*", "place/old/", TO_THE_END);
        assertEquals("place/old", tags().get("a"));
        assertEquals("place/old/rome place/old", tags().get("b"));
    }

    @Test
    void severalTagsBecomeOneAtOnce() {
        EditOutcome outcome = edits.rename(Set.of("Nature", "nature", "wild"), "nature", TO_THE_END);
        assertEquals(Map.of("a", "sea nature sun", "b", "nature", "c", "nature", "d", "nature sun", "e", ""), tags());
        assertEquals(3, outcome.changed().size(), "what has the name already is not written");
        assertEquals(3, bulk.apply(outcome.inverse(), TO_THE_END).changed().size());
        assertEquals("wild sun nature", tags().get("d"));
    }

    @Test
    void aRemovedBranchLeavesWhatOnlyLooksLikeIt() {
        put("a", "place", "place/italy", "placebo", "place-holder");
        catalog.index().refresh();
        edits.remove("place/*", TO_THE_END);
        assertEquals("placebo place-holder", tags().get("a"));
    }

    @Test
    void aBranchNeedsANameThatIsNotItsOwn() {
        for (String name : List.of("place", "place/*", "place/", "/", " ")) {
            assertThrows(ImageException.Invalid.class, () -> edits.rename("place/*", name, TO_THE_END), name);
        }
    }

    @Test
    void anEmptyOrUnchangedNameIsRefused() {
        assertThrows(ImageException.Invalid.class, () -> edits.rename("nature", " ", TO_THE_END));
        assertThrows(ImageException.Invalid.class, () -> edits.rename("nature", " nature", TO_THE_END));
    }

    private void put(String imageId, String... tags) {
        catalog.rows().putAll(List.of(row(imageId, tags)));
    }

    private static ImageRecord row(String imageId, String... tags) {
        ImageRecord row = SampleImages.row(imageId, imageId);
        return row.withCaption(row.caption().withTags(List.of(tags)), row.updatedAt());
    }

    private Map<String, String> tags() {
        var tags = new TreeMap<String, String>();
        images.findAll(List.of("a", "b", "c", "d", "e"))
                .forEach(row -> tags.put(row.imageId(), String.join(" ", row.tags())));
        return tags;
    }
}
