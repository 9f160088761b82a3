package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.ui.share.SharePageForm.PageLifetime;
import dev.vitrine.ui.share.SharePageViewModel.PageState;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.RenditionViewModel.CopyKind;
import dev.vitrine.ui.support.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharePageViewModelTest {
    @TempDir
    private Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private final HeardToasts toasts = new HeardToasts();
    private final List<URI> opened = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private ShareFixture store;
    private Settings settings;
    private SharePageViewModel page;

    @BeforeEach
    void openCard() {
        store = new ShareFixture(folder.resolve("library"));
        settings = new Settings(folder.resolve("settings.json"));
        page = card(Background.immediate());
    }

    private SharePageViewModel card(Background background) {
        return new SharePageViewModel(
                Optional.of(store.links(folder.resolve("scratch")).pages()),
                background,
                settings,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                new SharedPagesViewModel.Outside(
                        clipboard, opened::add, toasts, Clock.fixed(ShareFixture.NOW, ZoneOffset.UTC)));
    }

    private List<SharedPage> shared() {
        return store.links(folder.resolve("scratch")).pages().list();
    }

    @Test
    void aPageIsMadeAsTheFormSaysAndItsLinkIsThere() {
        assertTrue(page.open(List.of(store.stored("1"), store.stored("2"))));
        assertEquals("Share 2 images as a page", page.heading());
        page.form().titleProperty().set("Summer");
        page.form().lifetimeProperty().set(PageLifetime.THREE_DAYS);
        page.copyOrMake();
        assertEquals(PageState.MADE, page.stateProperty().get());
        SharedPage made = shared().getFirst();
        assertEquals("Summer", made.title());
        assertEquals(ShareFixture.NOW.plus(Duration.ofDays(3)), made.endsAt());
        assertEquals(
                "2 images on it, until " + Format.time(made.endsAt()),
                page.endProperty().getValue());
        assertTrue(page.codeProperty().getValue().isPresent());
        page.copyOrMake();
        page.openPage();
        assertEquals(List.of(page.linkProperty().getValue()), clipboard.texts());
        assertEquals(List.of(URI.create(page.linkProperty().getValue())), opened);
        page.close();
        assertEquals(1, shared().size(), "closing the card takes nothing back");
    }

    /// Nobody who has a link learns where a picture was taken.
    @Test
    void copiesForStrangersAreNeverOriginalsAndNeverWithAllMetadata() {
        assertEquals(
                List.of(CopyKind.JPEG, CopyKind.PNG, CopyKind.WEBP),
                List.of(page.form().copies().kinds()));
        assertEquals(
                List.of(KeptMetadata.COPYRIGHT, KeptMetadata.NONE),
                List.of(page.form().copies().keptMetadata()));
        assertEquals("jpeg 2048 none", page.form().copies().remembered());
        page.form().copies().show("png 100 all");
        assertEquals("png 100 copyright", page.form().copies().remembered());
        page.form().copies().show("what is this");
        assertEquals("png 100 copyright", page.form().copies().remembered());
    }

    @Test
    void thePasswordIsForgottenAndIsInNoSetting() throws IOException {
        page.open(List.of(store.stored("1")));
        page.form().lockedProperty().set(true);
        page.form().passwordProperty().set("short");
        assertEquals(
                "The password needs at least 8 characters.",
                page.hindranceProperty().get());
        page.copyOrMake();
        assertEquals(0, store.copies());
        page.form().generatePassword();
        String password = page.form().passwordProperty().get();
        assertTrue(password.matches("(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}"), password);
        assertNotEquals(password, PagePassword.generated());
        page.copyOrMake();
        assertTrue(shared().getFirst().hasPassword());
        page.copyPassword();
        assertEquals(List.of(password), clipboard.texts());
        page.close();
        assertEquals("", page.form().passwordProperty().get());
        assertFalse(page.form().lockedProperty().get());
        for (Path file : FolderContent.files(folder)) {
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(password), file.toString());
        }
    }

    @Test
    void whatIsStoppedLeavesNothingAndCanBeMadeAgain() {
        page = card(Background.with(waiting::add, Runnable::run));
        page.open(List.of(store.stored("1"), store.stored("2")));
        page.form().titleProperty().set("Summer");
        page.copyOrMake();
        assertEquals(PageState.MAKING, page.stateProperty().get());
        assertEquals("Making copies, 0 of 2", page.progressProperty().get());
        page.leave();
        assertEquals(PageState.STOPPING, page.stateProperty().get());
        run();
        assertTrue(Thread.interrupted(), "the work was interrupted");
        assertEquals(PageState.FORM, page.stateProperty().get());
        assertEquals(
                "Stopped. Nothing of the page is left.", page.saidProperty().get());
        assertEquals(0, store.copies());
        assertEquals("Summer", page.form().titleProperty().get());
        page.copyOrMake();
        run();
        assertEquals(PageState.MADE, page.stateProperty().get());
    }

    @Test
    void closingTheCardStopsTheMakingToo() {
        page = card(Background.with(waiting::add, Runnable::run));
        page.open(List.of(store.stored("1")));
        page.copyOrMake();
        page.close();
        page.open(List.of(store.stored("2")));
        run();
        assertTrue(Thread.interrupted(), "the work was interrupted");
        assertEquals(PageState.FORM, page.stateProperty().get());
        assertEquals("", page.saidProperty().get(), "nothing is said of the page before");
        assertEquals(0, store.copies());
        assertEquals(List.of(), toasts.failures);
    }

    @Test
    void oneThatCannotBeShownIsNamedAndTheOthersAreOnThePage() {
        ImageRecord gone = store.stored("1");
        ImageRecord there = store.stored("2");
        store.remove(gone);
        page.open(List.of(gone, there));
        page.copyOrMake();
        assertTrue(
                page.problemProperty().get().matches("(?s)One image is not on the page: .* \\[NOF-.{4}]"),
                page.problemProperty().get());
        assertEquals(1, shared().getFirst().images());
    }

    @Test
    void whatFailsIsSaidAndTheFormStays() {
        ImageRecord gone = store.stored("1");
        store.remove(gone);
        page.open(List.of(gone));
        page.copyOrMake();
        assertEquals(PageState.FORM, page.stateProperty().get());
        assertTrue(page.problemProperty().get().startsWith("None of these images can be shown on a page."), "said");
        assertEquals(List.of(), shared());
    }

    @Test
    void aThousandAreTooManyAndARefusedRightIsSaidBefore() {
        page.open(IntStream.range(0, 1000)
                .mapToObj(i -> SampleImages.row("i" + i, ""))
                .toList());
        assertEquals(
                "A page shows at most 500 images. Select fewer.",
                page.hindranceProperty().get());
        page.copyOrMake();
        assertEquals(PageState.FORM, page.stateProperty().get());
        page.open(List.of(store.stored("1")));
        page.takesCopiesProperty().set(false);
        page.copyOrMake();
        assertEquals(
                "This account may not store the copies that a page is made of.",
                page.hindranceProperty().get());
        assertEquals(0, store.copies());
    }

    @Test
    void aTitleThatIsTooLongIsSaid() {
        page.open(List.of(store.stored("1")));
        page.form().titleProperty().set("a".repeat(201));
        page.copyOrMake();
        assertEquals(
                "The title of a page has at most 200 characters.",
                page.problemProperty().get());
        assertEquals(0, store.copies());
    }

    @Test
    void aLocalLibraryHasNoPages() {
        page = new SharePageViewModel(
                Optional.empty(),
                Background.immediate(),
                settings,
                new RenditionViewModel(new CopyPresets(folder.resolve("presets.json")), Background.immediate()),
                new SharedPagesViewModel.Outside(clipboard, opened::add, toasts, Clock.systemUTC()));
        assertFalse(page.open(List.of(store.stored("1"))));
        assertFalse(page.openProperty().get());
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
