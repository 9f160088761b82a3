package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.LibraryGenerator;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.SlowAnswers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RowWindowTest {
    private static final List<ImageRecord> IMAGES =
            LibraryGenerator.forSize(10_000).images(8000);

    private final Set<String> read = new HashSet<>();

    @Test
    void whatWasPushedOutOfMemoryIsReadAgainWhenItIsSeenAgain() {
        var rows = new RowWindow(Background.immediate(), read::addAll, _ -> {});
        rows.show(rows(IMAGES));
        for (int from = 0; from < IMAGES.size(); from += 40) {
            rows.want(from, from + 40);
            assertTrue(rows.row(IMAGES.get(from).imageId()).isPresent(), "down at " + from);
        }
        for (int from = IMAGES.size() - 40; from >= 0; from -= 40) {
            rows.want(from, from + 40);
            for (ImageRecord seen : IMAGES.subList(from, from + 40)) {
                assertTrue(rows.row(seen.imageId()).isPresent(), "up at " + from);
            }
        }
        for (int from : new int[] {0, 7960, 0, 3000, 7000, 20, 2990, 0}) {
            rows.want(from, from + 40);
            assertTrue(rows.row(IMAGES.get(from).imageId()).isPresent(), "jumped to " + from);
        }
    }

    @Test
    void anAnswerToAnOlderResultDoesNotCountForTheNewOne() {
        var slow = new SlowAnswers();
        var rows = new RowWindow(slow.background(), read::addAll, _ -> {});
        ImageRecord old = IMAGES.getFirst();
        ImageRecord now = old.withCaption(old.caption().withTitle("changed meanwhile"), old.updatedAt());
        rows.want(0, 1);
        rows.show(rows(List.of(old)));
        rows.show(rows(List.of(now)));
        slow.answerAll();
        assertEquals("changed meanwhile", rows.row(old.imageId()).orElseThrow().title());
    }

    private static ImageResult rows(List<ImageRecord> images) {
        return ListResult.ofRows(images);
    }
}
