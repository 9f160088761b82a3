package dev.vitrine.ui.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.share.CreatedPage;
import dev.vitrine.service.share.PagePassword;
import dev.vitrine.service.share.PageRequest;
import dev.vitrine.service.share.ShareFixture;
import dev.vitrine.service.share.SharedPage;
import dev.vitrine.ui.support.AgreeingDialogs;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.CopiedTexts;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Format;
import dev.vitrine.ui.support.HeardToasts;
import dev.vitrine.ui.support.NoDialogs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPagesViewModelTest {
    private static final Instant END = ShareFixture.NOW.plus(Duration.ofDays(2));

    @TempDir
    private Path folder;

    private final CopiedTexts clipboard = new CopiedTexts();
    private final HeardToasts toasts = new HeardToasts();
    private final List<URI> opened = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Instant now = ShareFixture.NOW;
    private ShareFixture store;
    private SharedPagesViewModel pages;

    @BeforeEach
    void openList() {
        store = new ShareFixture(folder.resolve("library"));
        pages = list(Background.immediate(), new AgreeingDialogs(asked));
    }

    private SharedPagesViewModel list(Background background, Dialogs dialogs) {
        InstantSource clock = () -> now;
        return new SharedPagesViewModel(
                store.links(folder.resolve("scratch")).pages(),
                background,
                dialogs,
                new SharedPagesViewModel.Outside(clipboard, opened::add, toasts, clock.withZone(ZoneOffset.UTC)));
    }

    private CreatedPage made(String title, Optional<PagePassword> password) {
        return store.links(folder.resolve("scratch"))
                .pages()
                .make(
                        List.of(store.stored("1"), store.stored("2")),
                        new PageRequest(
                                title, Duration.ofDays(2), PageRequest.USUAL, Locale.ENGLISH, password, "alice"),
                        (_, _) -> true);
    }

    private SharedPage only() {
        return pages.pages().getFirst();
    }

    @Test
    void aPageSaysWhoseItIsAndUntilWhen() {
        made("Summer", Optional.of(new PagePassword("a long word")));
        pages.look();
        assertEquals("Summer", SharedPagesViewModel.heading(only()));
        assertEquals(
                "2 images · by alice · made " + Format.time(ShareFixture.NOW) + " · with password",
                pages.facts(only()));
        assertEquals("Works until " + Format.time(END), pages.state(only()));
        now = END;
        assertEquals("Ended on " + Format.time(END), pages.state(only()));
    }

    @Test
    void aLinkIsGivenOutAgainAndOpened() {
        CreatedPage made = made("Summer", Optional.empty());
        pages.look();
        pages.copyLink(only());
        pages.open(only());
        assertEquals(List.of(made.link().address().toString()), clipboard.texts());
        assertEquals(List.of(made.link().address()), opened);
        assertEquals(
                "The link to “Summer” was copied. It works until " + Format.time(END) + ".",
                pages.saidProperty().get());
        now = END;
        pages.copyLink(only());
        assertEquals(1, clipboard.texts().size(), "what has ended has no link");
    }

    @Test
    void takingBackAsksFirstAndLeavesNothing() {
        made("Summer", Optional.empty());
        pages.look();
        pages.takeBack(only());
        assertEquals(List.of("Take back the page"), asked);
        assertEquals(List.of(), pages.pages());
        assertEquals(0, store.copies());
        assertEquals(
                "“Summer” was taken back. Its link leads nowhere now.",
                pages.saidProperty().get());
    }

    @Test
    void whoDoesNotAgreeKeepsThePage() {
        made("Summer", Optional.empty());
        var questions = new ArrayList<String>();
        pages = list(Background.immediate(), new NoDialogs() {
            @Override
            public boolean confirm(String title, String explanation, String action) {
                questions.add(title + " " + explanation);
                return false;
            }
        });
        pages.look();
        pages.takeBack(only());
        assertEquals(6, store.copies());
        assertEquals(
                List.of("Take back “Summer”? From then on nobody can open it, whoever has the link. Its 2 copies are"
                        + " deleted from the bucket; the images themselves stay in the library. This can’t be undone:"
                        + " a new page has a new link."),
                questions);
    }

    @Test
    void whatSomebodyElseTookBackIsNoFailure() {
        CreatedPage made = made("Summer", Optional.empty());
        pages.look();
        SharedPage seen = only();
        store.links(folder.resolve("scratch")).pages().takeBack(made.page().id(), (_, _) -> true);
        pages.takeBack(seen);
        assertEquals("", pages.problemProperty().get());
        assertEquals(List.of(), pages.pages());
        pages.copyLink(seen);
        assertTrue(
                pages.problemProperty().get().contains("There is no shared page"),
                pages.problemProperty().get());
    }

    @Test
    void whatCouldNotBeDeletedIsSaidAndStaysInTheList() {
        made("Summer", Optional.empty());
        store.refuseDeleting("large/1");
        pages.look();
        pages.takeBack(only());
        assertTrue(
                pages.problemProperty()
                        .get()
                        .matches("One file could not be deleted, but nobody can open the page any more\\. "
                                + "This may not be deleted\\. \\[DEN-.{4}]"),
                pages.problemProperty().get());
        assertEquals("Not finished: it is being made, or its making or taking back was cut short", pages.state(only()));
        assertFalse(pages.isOpen(only()));
        store.refuseDeleting("");
        pages.takeBack(only());
        assertEquals(0, store.copies());
        assertEquals("", pages.problemProperty().get());
    }

    @Test
    void aPageThatIsStillOpenAfterTakingItBackIsSaidToBe() {
        made("Summer", Optional.empty());
        store.refuseDeleting("index.html");
        pages.look();
        pages.takeBack(only());
        assertTrue(
                pages.problemProperty()
                        .get()
                        .startsWith("“Summer” could not be taken back: whoever has the link can still open it. "),
                pages.problemProperty().get());
        assertTrue(pages.isOpen(only()));
    }

    @Test
    void theLineThatWasChosenStaysOrItsNeighborIs() {
        for (String id : List.of("a", "b", "c")) {
            store.put(".vitrine/shared/" + END.getEpochSecond() + "-" + id + "/index.html", new byte[1]);
        }
        pages.look();
        SharedPage second = pages.pages().get(1);
        SharedPage third = pages.pages().getLast();
        pages.choose(second);
        pages.look();
        assertEquals(second, pages.chosen().orElseThrow());
        pages.takeBack(second);
        assertEquals(third, pages.chosen().orElseThrow());
        pages.takeBack(third);
        assertEquals(only(), pages.chosen().orElseThrow());
        pages.takeBack(only());
        assertEquals(Optional.empty(), pages.chosen());
    }

    /// The list may be closed by then.
    @Test
    void whatFailsWhenNobodyLooksIsToldAllTheSame() {
        made("Summer", Optional.empty());
        pages = list(Background.with(waiting::add, Runnable::run), new AgreeingDialogs(asked));
        pages.look();
        run();
        store.refuseDeleting("large/1");
        pages.takeBack(only());
        assertEquals("Taking it back…", pages.state(only()));
        pages.takeBack(only());
        assertEquals(1, asked.size(), "it is asked once");
        pages.leave();
        run();
        assertEquals(1, toasts.failures.size(), toasts.failures.toString());
    }

    @Test
    void endedPagesGoInOneActAndTheOthersStay() {
        store.put(".vitrine/shared/1000000000-a/page.json", "{}".getBytes(StandardCharsets.UTF_8));
        store.put(".vitrine/shared/1000000001-b/large/1", new byte[1]);
        made("Summer", Optional.empty());
        pages.look();
        assertEquals(
                List.of("Summer", "Page without a title", "Page without a title"),
                pages.pages().stream().map(SharedPagesViewModel::heading).toList(),
                "what still works comes first");
        pages.removeEnded();
        assertEquals(List.of("Remove 2 pages"), asked);
        assertEquals(
                List.of("Summer"), pages.pages().stream().map(SharedPage::title).toList());
        pages.removeEnded();
        assertEquals(1, asked.size(), "nothing is left to ask about");
    }

    @Test
    void aBucketThatDoesNotAnswerIsSaidAndAskedAgain() {
        made("Summer", Optional.empty());
        store.failListing(Optional.of(new ImageException.Unreachable("The bucket does not answer.", null)));
        pages.look();
        assertTrue(pages.failureProperty().get().contains("The bucket does not answer."), "said");
        assertEquals(List.of(), pages.pages());
        store.failListing(Optional.empty());
        pages.look();
        assertEquals("", pages.failureProperty().get());
        assertEquals(1, pages.pages().size());
    }

    @Test
    void aSlowBucketIsWaitedForAndNoAnswerComesToAClosedList() {
        made("Summer", Optional.empty());
        pages = list(Background.with(waiting::add, Runnable::run), new AgreeingDialogs(asked));
        pages.look();
        assertTrue(pages.looksProperty().get());
        pages.leave();
        run();
        assertEquals(List.of(), pages.pages());
        assertFalse(pages.looksProperty().get());
    }

    @Test
    void whoMayNotDeleteIsNotAsked() {
        made("Summer", Optional.empty());
        pages.look();
        pages.takesBackProperty().set(false);
        pages.takeBack(only());
        now = END;
        pages.removeEnded();
        assertEquals(List.of(), asked);
        assertEquals(6, store.copies());
    }

    @Test
    void aTitleOfAStrangerIsOneLine() {
        String hostile = "{\\\"title\\\":\\\"";
        store.put(
                ".vitrine/shared/" + END.getEpochSecond() + "-x/page.json",
                ("{\"title\":\"{0} '\\u202etfil\\n\\n_<b>" + hostile + "\",\"by\":\"{1}\\u0007\\nbob\"}")
                        .getBytes(StandardCharsets.UTF_8));
        pages.look();
        assertEquals("{0} 'tfil  _<b>{\"title\":\"", SharedPagesViewModel.heading(only()));
        assertEquals("no images · by {1}  bob", pages.facts(only()));
        pages.takeBack(only());
        assertEquals(List.of(), pages.pages());
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
