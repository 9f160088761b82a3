package dev.vitrine.service.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Rendition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedPagesTest {
    private static final Instant END = ShareFixture.NOW.plus(Duration.ofDays(2));
    private static final String PAGE = END.plusSeconds(5).getEpochSecond() + "-nonce";
    private static final String AT = ".vitrine/shared/" + PAGE + "/";

    @TempDir
    private Path library;

    @TempDir
    private Path scratch;

    private ShareFixture store;

    @BeforeEach
    void openStore() {
        store = new ShareFixture(library);
    }

    @Test
    void aPageIsCopiesAndOneLinkToWhatShowsThem() {
        CreatedPage made = make("Summer", store.stored("1"), store.stored("2"));
        assertEquals(
                Set.of(
                        AT + "index.html",
                        AT + "page.json",
                        AT + "large/1",
                        AT + "small/1",
                        AT + "large/2",
                        AT + "small/2"),
                store.copies.keySet());
        assertEquals(new SharedPage(PAGE, "Summer", 2, ShareFixture.NOW, END, "alice", false, true), made.page());
        assertEquals(
                "https://bucket.example/" + AT + "index.html?signed&for=PT48H",
                made.link().address().toString());
        assertFalse(made.cutShort());
        assertEquals(List.of(made.page()), pages().list());
        assertEquals(made.link().address(), pages().link(made.page()).address());
    }

    @Test
    void thePageAsksForNothingButItsCopies() {
        make("Summer", store.stored("1"));
        String html = html();
        String policy = "default-src 'none'; img-src https://bucket.example data: blob:; style-src 'sha256-";
        assertTrue(html.contains(policy), html);
        assertTrue(html.contains("<time datetime=\"" + END + "\">2026-11-26 12:00 UTC</time>"), html);
        assertEquals(
                Set.of(
                        "https://bucket.example/" + AT + "small/1?signed&amp;for=PT48H",
                        "https://bucket.example/" + AT + "large/1?signed&amp;for=PT48H"),
                Set.copyOf(Pattern.compile("(?:src|href)=\"(https?:[^\"]*)\"")
                        .matcher(html)
                        .results()
                        .map(found -> found.group(1))
                        .toList()));
        assertTrue(html.contains("width=\"40\" height=\"30\""), html);
        assertFalse(Pattern.compile("\\son[a-z]+=|style=").matcher(html).find(), "the policy would not let it");
    }

    @Test
    void titlesOfStrangersAreTextAndNothingElse() {
        String hostile = "</bdi><script>alert(1)</script><img src=x onerror='alert(1)'>\u202e\"&";
        make(hostile, store.stored("1", hostile));
        String html = html();
        String text =
                "&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&quot;&amp;";
        assertTrue(html.contains("<h1><bdi>" + text + "</bdi></h1>"), html);
        assertTrue(html.contains("<figcaption><bdi>" + text + "</bdi></figcaption>"), html);
        assertTrue(html.contains("alt=\"" + text + "\""), html);
        assertEquals(html.indexOf("<script>"), html.lastIndexOf("<script>"), "there is one script");
    }

    @Test
    void aPageSpeaksTheLanguageOfItsMaker() {
        store.stored("1");
        pages().make(
                        List.of(store.stored("1"), store.stored("2")),
                        new PageRequest("", Duration.ofDays(2), PageRequest.USUAL, Locale.GERMAN, Optional.empty(), ""),
                        (_, _) -> true);
        assertTrue(html().contains("<html lang=\"de\">") && html().contains("<h1><bdi>2 Bilder</bdi></h1>"), html());
    }

    @Test
    void everyWordOfAPageIsThereInEachLanguageAndUsed() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/vitrine/service/share/PageHtml.java"));
        Set<String> english = words("page.properties");
        assertEquals(english, words("page_de.properties"));
        assertEquals(
                Set.of(),
                Set.copyOf(english.stream()
                        .filter(word -> !source.contains('"' + word + '"'))
                        .toList()));
    }

    private static Set<String> words(String name) throws IOException {
        var words = new Properties();
        try (InputStream in = PageHtml.class.getResourceAsStream(name)) {
            words.load(in);
        }
        return words.stringPropertyNames();
    }

    @Test
    void takingBackLeavesNothing() {
        make("Summer", store.stored("1"));
        assertEquals(Map.of(), pages().takeBack(PAGE, (_, _) -> true));
        assertEquals(Set.of(), store.copies.keySet());
        assertEquals(List.of(), pages().list());
        assertThrows(ImageException.NotFound.class, () -> pages().takeBack(PAGE, (_, _) -> true));
        assertTrue(Files.exists(library.resolve("alice").resolve("1")), "originals stay");
    }

    @Test
    void whatCouldNotBeDeletedIsSaidAndTakenBackAgain() {
        CreatedPage made = make("Summer", store.stored("1"));
        store.undeletable = AT + "large/1";
        assertEquals(
                Set.of(AT + "large/1"), pages().takeBack(PAGE, (_, _) -> true).keySet());
        assertEquals(Set.of(AT + "large/1", AT + "page.json"), store.copies.keySet());
        assertFalse(pages().list().getFirst().isFinished());
        assertThrows(ImageException.NotFound.class, () -> pages().link(made.page()));
        store.undeletable = "";
        assertEquals(Map.of(), pages().takeBack(PAGE, (_, _) -> true));
        assertEquals(Set.of(), store.copies.keySet());
    }

    @Test
    void aPageThatIsTakenBackAsItOpensDoesNotOpen() {
        beforeOnce("index.html", () -> pages().takeBack(PAGE, (_, _) -> true));
        assertThrows(ImageException.Conflict.class, () -> make("Summer", store.stored("1")));
        assertEquals(Set.of(), store.copies.keySet());
    }

    /// Its first part was stored, the answer to that was lost, and another machine took the page back.
    @Test
    void aPageOfWhichNobodyKnowsWhetherItWasBegunIsBegunAgainUnderAnotherName() {
        var nonces = List.of("nonce", "other").iterator();
        store.nonces = nonces::next;
        store.afterCreated = _ -> {
            store.afterCreated = _ -> {};
            assertEquals(Map.of(), pages().takeBack(PAGE, (_, _) -> true));
            throw new ImageException.Unreachable("No answer.", null);
        };
        CreatedPage made = make("Summer", store.stored("1"));
        assertEquals(PAGE.replace("nonce", "other"), made.page().id());
        assertEquals(List.of(made.page()), pages().list());
    }

    /// It was stored after somebody looked whether it was: nobody else takes away what is left then.
    @Test
    void nothingIsLeftOfAPageOfWhichNobodyKnewWhetherItWasBegun() {
        var nonces = List.of("nonce", "other").iterator();
        store.nonces = nonces::next;
        store.afterCreated = _ -> {
            store.afterCreated = _ -> {};
            throw new ImageException.Unreachable("No answer.", null);
        };
        assertEquals(List.of(make("Summer", store.stored("1")).page()), pages().list());
    }

    @Test
    void whatComesWhileAnUnfinishedPageIsTakenBackGoesToo() {
        store.copies.put(AT + "page.json", new PageManifest("Summer", ShareFixture.NOW, END, "bob", false).content());
        beforeOnce("page.json", () -> {
            store.copies.put(AT + "large/1", new byte[10]);
            store.copies.put(AT + "index.html", new byte[10]);
        });
        assertEquals(Map.of(), pages().takeBack(PAGE, (_, _) -> true));
        assertEquals(Set.of(), store.copies.keySet());
    }

    private void beforeOnce(String name, Runnable act) {
        store.before = path -> {
            if (path.equals(AT + name)) {
                store.before = _ -> {};
                act.run();
            }
        };
    }

    @Test
    void onlyThePageThatIsNamedIsTakenBack() {
        make("Summer", store.stored("1"));
        for (String other : List.of("", "..", "1", PAGE + "/large", "../thumb", "1-", "1-a/../2-b")) {
            assertThrows(ImageException.Invalid.class, () -> pages().takeBack(other, (_, _) -> true), other);
        }
        store.copies.put(AT + "large/../x", new byte[1]);
        assertEquals(
                Set.of(AT + "large/../x"),
                pages().takeBack(PAGE, (_, _) -> true).keySet());
    }

    @Test
    void credentialsThatEndEarlierEndThePageAndAreSaid() {
        store.longest = Duration.ofHours(12);
        CreatedPage made = make("Summer", store.stored("1"));
        assertTrue(made.cutShort());
        assertEquals(ShareFixture.NOW.plus(Duration.ofHours(12)), made.page().endsAt());
        assertEquals(List.of(made.page()), pages().list());
    }

    @Test
    void oneThatCannotBeShownIsNamedAndTheOthersAre() {
        ImageRecord gone = store.stored("1");
        ImageRecord there = store.stored("2");
        store.remove(gone);
        CreatedPage made = make("Summer", gone, there);
        assertEquals(Set.of(gone), made.failed().keySet());
        assertEquals(1, made.page().images());
        store.remove(there);
        store.nonces = () -> "winter";
        assertThrows(ImageException.Invalid.class, () -> make("Winter", gone, there));
        assertTrue(store.copies.keySet().stream().allMatch(path -> path.startsWith(AT)));
    }

    /// Another program takes it from the kind of the failure whether to try again.
    @Test
    void whatIsNotTheFaultOfTheImagesIsSaidAsWhatItIs() {
        ImageRecord gone = store.stored("1");
        ImageRecord locked = store.stored("2");
        store.remove(gone);
        store.unreadable = locked.key().path();
        assertThrows(ImageException.Denied.class, () -> make("Summer", gone, locked));
        assertEquals(Set.of(), store.copies.keySet());
    }

    @Test
    void stoppingLeavesNothingBehind() {
        List<ImageRecord> images = List.of(store.stored("1"), store.stored("2"));
        assertThrows(ImageException.Cancelled.class, () -> pages().make(images, request("Summer"), (_, _) -> false));
        assertEquals(Set.of(), store.copies.keySet());
    }

    /// A process that was killed left it: there is no page yet, and nobody can open it.
    @Test
    void aCutMakingIsListedAndCanBeTakenBack() {
        store.copies.put(AT + "page.json", new PageManifest("Summer", ShareFixture.NOW, END, "bob", false).content());
        store.copies.put(AT + "large/1", new byte[10]);
        assertEquals(
                List.of(new SharedPage(PAGE, "Summer", 1, ShareFixture.NOW, END, "bob", false, false)), pages().list());
        assertEquals(Map.of(), pages().takeBack(PAGE, (_, _) -> true));
        assertEquals(Set.of(), store.copies.keySet());
    }

    @Test
    void whatOthersWroteBesideAPageIsNotBelievedAndDoesNotHinder() {
        for (String written : List.of(
                "",
                "[]",
                "{\"title\":[1],\"created\":7,\"ends\":\"9999-01-01T00:00:00Z\"}",
                "{\"title\":1e999999999,\"created\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"ends\":\"-1000000000-01-01T00:00:00Z\",\"created\":\"+10000-01-01T00:00:00Z\"}",
                "x".repeat(PageManifest.MAX_BYTES + 1))) {
            store.copies.put(AT + "page.json", written.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    List.of(new SharedPage(PAGE, "", 0, Instant.EPOCH, END.plusSeconds(5), "", false, false)),
                    pages().list(),
                    written);
        }
        String longTitle = "{\"title\":\"" + "a\\n".repeat(1000) + "\"}";
        store.copies.put(AT + "page.json", longTitle.getBytes(StandardCharsets.UTF_8));
        assertEquals(200, pages().list().getFirst().title().length());
    }

    /// It may be of another account, or locked with a key of its own.
    @Test
    void aPageWhosePartsMayNotBeReadIsListedAllTheSame() {
        make("Summer", store.stored("1"));
        store.unreadable = AT + "page.json";
        assertEquals(
                List.of(new SharedPage(PAGE, "", 1, Instant.EPOCH, END.plusSeconds(5), "", false, true)),
                pages().list());
    }

    @Test
    void noPageIsHiddenByManyOthers() {
        for (int each = 0; each < 1000; each++) {
            store.copies.put(".vitrine/shared/1000000000-a" + each + "/page.json", new byte[0]);
        }
        make("Summer", store.stored("1"));
        store.copies.put(".vitrine/shared/999999999-a/large/1", new byte[0]);
        List<SharedPage> listed = pages().list();
        assertEquals(1002, listed.size());
        assertEquals("Summer", listed.getLast().title());
    }

    @Test
    void aPageGoesWhenItsTimeIsOver() {
        make("Summer", store.stored("1"));
        store.now = END;
        assertEquals(0, store.links(scratch).sweep());
        store.now = END.plusSeconds(6);
        assertEquals(4, store.links(scratch).sweep());
        assertEquals(Set.of(), store.copies.keySet());
    }

    /// Who deletes an image permanently finds its copies by it.
    @Test
    void copiesOnAPageTellTheirImage() {
        assertEquals("a.b", ObjectKey.ofShared(AT + "small/a.b").orElseThrow().imageId());
        assertEquals("", ObjectKey.ofShared(AT + "index.html").orElseThrow().imageId());
    }

    @Test
    void noPageIsSharedForLongerThanALinkWorksOrTellsThePlace() {
        assertThrows(
                ImageException.Invalid.class,
                () -> new PageRequest("", Duration.ofDays(8), PageRequest.USUAL, Locale.ENGLISH, Optional.empty(), ""));
        assertThrows(
                ImageException.Invalid.class,
                () -> new PageRequest("", Duration.ofDays(1), Rendition.USUAL, Locale.ENGLISH, Optional.empty(), ""));
        assertThrows(ImageException.Invalid.class, () -> make("nothing"));
    }

    private String html() {
        return new String(store.copies.get(AT + "index.html"), StandardCharsets.UTF_8);
    }

    private CreatedPage make(String title, ImageRecord... images) {
        return pages().make(List.of(images), request(title), (_, _) -> true);
    }

    private static PageRequest request(String title) {
        return new PageRequest(title, Duration.ofDays(2), PageRequest.USUAL, Locale.ENGLISH, Optional.empty(), "alice");
    }

    private SharedPages pages() {
        return store.links(scratch).pages();
    }
}
