package dev.vitrine.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.picture.Samples;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.download.CopyPresets;
import dev.vitrine.service.mirror.MirrorScope;
import dev.vitrine.service.share.LinkRequest.Lifetime;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.ui.bulk.TimeFormViewModel;
import dev.vitrine.ui.bulk.TimeSheet;
import dev.vitrine.ui.connection.ScopeSheet;
import dev.vitrine.ui.controls.Modal;
import dev.vitrine.ui.share.SharePageView;
import dev.vitrine.ui.share.SharePageViewModel;
import dev.vitrine.ui.share.ShareView;
import dev.vitrine.ui.share.ShareViewModel;
import dev.vitrine.ui.share.SharedPagesSheet;
import dev.vitrine.ui.share.SharedPagesViewModel;
import dev.vitrine.ui.support.AgreeingDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.RenditionViewModel;
import dev.vitrine.ui.support.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The sheets about a library and what is shared of it, walked as in [SheetsWalkTest].
class LibrarySheetsWalkTest extends WindowTest {
    private SheetWalk walk;

    @BeforeEach
    void openTheWindow() throws Exception {
        Path home = folder.resolve("home");
        TestWindow.fillWith(home, "large", Samples.jpeg(640, 480), "coast", "album:Iceland");
        TestWindow.fillWith(home, "small", Samples.jpeg(320, 240), "coasts");
        window = new TestWindow(home, robot, new AnsweringDialogs());
        window.shows(Set.of("large", "small"));
        walk = new SheetWalk(robot, window.stage());
    }

    @Test
    void whatLooksAlike() throws Exception {
        walk.over("LookAlikesSheet", ".sheet-card", () -> window.choose("Review look-alikes…"));
        walk.over("SimilarTagsSheet", ".sheet-card", () -> walk.chooseOfRow("coast", "Tags that look alike…"));
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatIsWrittenAboutImagesAndAlbums() throws Exception {
        walk.over("AlbumSheet", ".sheet-card", () -> walk.chooseOfRow("Iceland", "Description…"));
        var form = new TimeFormViewModel(List.of(SampleImages.row("sea", "Sea")), 3);
        walk.over("TimeSheet", "#time-sheet", () -> Platform.runLater(() -> new TimeSheet(form).ask(window.stage())));
        walk.over("TagPalette", ".tag-palette", () -> {
            robot.push(KeyCode.HOME);
            robot.push(KeyCode.SHORTCUT, KeyCode.E);
        });
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void theEndOfCulling() throws Exception {
        window.fillScreen();
        walk.over("CullingFlow", "#culling-end", () -> {
            robot.push(KeyCode.SHIFT, KeyCode.F5);
            until(() -> walk.find("#culling-status").isPresent());
            robot.type(KeyCode.X);
            until(() -> window.texts(".viewer").stream().anyMatch(text -> text.endsWith("1 rejected")));
            robot.type(KeyCode.ESCAPE);
        });
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whichPartOfACloudLibrary() throws Exception {
        var some = MirrorScope.of(List.of("ada", "bob"), Optional.of(Year.of(2024)));
        for (MirrorScope before : List.of(MirrorScope.ALL, some)) {
            walk.over(
                    "ScopeSheet",
                    "#scope-sheet",
                    () -> Platform.runLater(() -> new ScopeSheet(before, "It costs $1.").ask(window.stage())));
        }
        assertEquals(List.of(), walk.troubles());
    }

    @Test
    void whatIsShared() throws Exception {
        var store = new ShareFixture(folder.resolve("shared"));
        var links = store.links(folder.resolve("scratch"));
        var background = Background.onScreen(_ -> {});
        var settings = new Settings(folder.resolve("none.json"));
        var presets = new CopyPresets(folder.resolve("presets.json"));
        var outside = new SharedPagesViewModel.Outside(
                new CopiedTexts(), _ -> {}, new HeardToasts(), Clock.fixed(ShareFixture.NOW, ZoneOffset.UTC));
        var share = new ShareViewModel(
                Optional.of(links),
                background,
                settings,
                new CopiedTexts(),
                new RenditionViewModel(presets, background),
                Lifetime.DAY);
        var page = new SharePageViewModel(
                Optional.of(links.pages()), background, settings, new RenditionViewModel(presets, background), outside);
        robot.interact(() -> {
            var view = new ShareView(share, _ -> {});
            var pageView = new SharePageView(page);
            ((Pane) walk.scene().getRoot())
                    .getChildren()
                    .addAll(
                            Modal.card(view, share.openProperty(), view.first(), share::copyOrMake, share::close),
                            Modal.card(pageView, page.openProperty(), pageView.first(), page::copyOrMake, page::leave));
        });
        walk.over("ShareFlow: links", "#share", () -> robot.interact(() -> share.open(List.of(store.stored("1")))));
        walk.over("ShareFlow: page", "#share-page", () -> robot.interact(() -> page.open(List.of(store.stored("1")))));
        var pages =
                new SharedPagesViewModel(links.pages(), background, new AgreeingDialogs(new ArrayList<>()), outside);
        walk.over(
                "SharedPagesSheet",
                "#pages-sheet",
                () -> robot.interact(() -> new SharedPagesSheet(pages).show(window.stage())));
        assertEquals(List.of(), walk.troubles());
    }

    private static void until(Callable<Boolean> holds) {
        try {
            TestWindow.until("it is so", holds);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
