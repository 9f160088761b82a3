package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.LinkRequest.Purpose;
import dev.vitrine.service.share.LinkText;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShareViewModelTest {
    @TempDir
    private Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private ShareFixture store;
    private ShareViewModel share;

    @BeforeEach
    void open() {
        store = new ShareFixture(folder.resolve("library"));
        share = new ShareViewModel(
                Optional.of(store.links(folder.resolve("scratch"))),
                Background.immediate(),
                new Settings(folder.resolve("settings.json")),
                clipboard,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Lifetime.DAY);
    }

    @Test
    void aLinkIsThereAtOnceWithItsRealEndAndACode() {
        share.lifetimeProperty().set(Lifetime.HOUR);
        share.open(List.of(store.stored("1")));
        assertEquals("Link to “Title 1”", share.heading());
        assertEquals(
                "Works until " + Format.time(ShareFixture.NOW.plus(Duration.ofHours(1))),
                share.endProperty().getValue());
        assertTrue(share.codeProperty().getValue().isPresent());
        share.copyOrMake();
        assertEquals(
                List.of(share.madeProperty().get().links().getFirst().address().toString()), clipboard.texts());
        assertEquals("Link copied.", share.saidProperty().get());
    }

    @Test
    void anotherWishMakesAnotherLink() {
        share.open(List.of(store.stored("1")));
        share.lifetimeProperty().set(Lifetime.WEEK);
        share.purposeProperty().set(Purpose.DOWNLOAD);
        assertEquals(
                List.of("download alice/1 image/jpeg 1.jpg PT168H"),
                store.asked().subList(store.asked().size() - 1, store.asked().size()));
    }

    @Test
    void severalAreCopiedInTheFormatChosen() {
        share.open(List.of(store.stored("1"), store.stored("2")));
        assertEquals(Optional.empty(), share.codeProperty().getValue());
        share.formatProperty().set(LinkText.MARKDOWN);
        share.copy();
        assertTrue(
                clipboard.texts().getFirst().matches("\\[Title 1]\\(<https://.*>\\)\n\\[Title 2]\\(<https://.*>\\)"),
                clipboard.texts().toString());
        assertEquals(clipboard.texts().getFirst(), share.textProperty().getValue());
        assertEquals("2 links copied.", share.saidProperty().get());
    }

    @Test
    void copiesAreMadeOnlyWhenAskedForAndTakenBackWhenNobodyCopiedTheLink() {
        share.open(List.of(store.stored("1")));
        share.withoutMetadataProperty().set(true);
        assertEquals(0, store.copies());
        assertTrue(share.madeProperty().get().links().isEmpty());
        share.copyOrMake();
        assertEquals(1, store.copies());
        assertEquals(List.of(), clipboard.texts(), "the first press makes, the second copies");
        share.close();
        assertEquals(0, store.copies());
    }

    @Test
    void aLinkToACopyOfAnotherKindIsMadeWhenAskedFor() {
        share.open(List.of(store.stored("1")));
        share.copies().show("png 20 none");
        assertTrue(share.madeProperty().get().links().isEmpty());
        assertEquals(0, store.copies());
        share.copyOrMake();
        assertEquals(1, store.copies());
        assertTrue(
                store.asked().getLast().contains(" image/png "), store.asked().toString());
        share.copies().longSideProperty().set("none");
        assertEquals(0, store.copies(), "nobody copied that link");
        share.copyOrMake();
        assertEquals(0, store.copies(), "nothing is made of what cannot be");
        share.open(List.of(store.stored("2")));
        assertEquals(1, share.madeProperty().get().links().size(), "each time it begins with the originals");
    }

    @Test
    void linksToOtherImagesAreNotInSightUntilTheirOwnAreThere() {
        var waiting = new ArrayDeque<Runnable>();
        share = new ShareViewModel(
                Optional.of(store.links(folder.resolve("scratch"))),
                Background.with(waiting::add, Runnable::run),
                new Settings(folder.resolve("settings.json")),
                clipboard,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Lifetime.DAY);
        share.open(List.of(store.stored("1")));
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
        assertFalse(share.madeProperty().get().links().isEmpty());
        share.open(List.of(store.stored("2")));
        assertTrue(share.madeProperty().get().links().isEmpty());
    }

    @Test
    void aCopyWhoseLinkIsOutThereStaysAsLongAsTheLink() {
        share.open(List.of(store.stored("1")));
        share.withoutMetadataProperty().set(true);
        share.copyOrMake();
        share.copyOrMake();
        assertEquals(1, clipboard.texts().size());
        share.close();
        assertEquals(1, store.copies());
        share.open(List.of(store.stored("2")));
        assertFalse(share.withoutMetadataProperty().get(), "asked for again");
        assertEquals(1, store.copies());
    }

    @Test
    void oneThatCannotBeLinkedIsSaidWithItsCode() {
        ImageRecord gone = store.stored("1");
        ImageRecord there = store.stored("2");
        store.remove(gone);
        share.open(List.of(gone, there));
        share.withoutMetadataProperty().set(true);
        share.make();
        assertTrue(
                share.problemProperty().get().matches("(?s)One image has no link: .* \\[NOF-.{4}]"),
                share.problemProperty().get());
        assertEquals(1, share.madeProperty().get().links().size());
    }

    @Test
    void aLocalLibraryHasNone() {
        var local = new ShareViewModel(
                Optional.empty(),
                Background.immediate(),
                new Settings(folder.resolve("other.json")),
                clipboard,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                Lifetime.DAY);
        local.open(List.of(store.stored("1")));
        assertFalse(local.hasLinks());
        assertTrue(local.openProperty().get());
        local.copyOrMake();
        assertEquals(List.of(), clipboard.texts());
    }
}
