package dev.vitrine.service.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.Unchecked;
import dev.vitrine.image.ImageException;
import dev.vitrine.service.mirror.ChangeWatch.News;
import dev.vitrine.simulation.Simulation;
import dev.vitrine.store.ChangeBeacon;
import dev.vitrine.store.RowSource.Changes;
import dev.vitrine.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What one of many windows reads, and when.
final class ChangeWatchTest {
    private static final ImageException BUSY = new ImageException.Throttled("slow down", null);

    private final Simulation simulation = new Simulation(1);
    private final Simulation.Process process = simulation.process("window");

    private Optional<ChangeBeacon.Signal> signal = Optional.empty();
    private boolean isBeaconBusy;
    private final List<String> reported = new ArrayList<>();
    private Set<String> inFeed = Set.of();
    private boolean isFeedBusy;
    private int readings;

    private final ChangeBeacon beacon = new ChangeBeacon() {
        @Override
        public Optional<Signal> look() {
            if (isBeaconBusy) {
                throw BUSY;
            }
            return signal;
        }

        @Override
        public void report(Collection<String> imageIds) {
            reported.addAll(imageIds);
        }

        @Override
        public void close() {}
    };

    private ChangeWatch watch;

    private Changes feed(String position) {
        readings++;
        if (isFeedBusy) {
            throw BUSY;
        }
        return new Changes(inFeed, position + "+");
    }

    private News look(boolean exactly) {
        var news = new ArrayList<News>();
        process.run(() -> {
            watch = watch == null ? new ChangeWatch(beacon, this::feed, PollingPace.USUAL, "0") : watch;
            news.add(watch.look(exactly));
        });
        return news.getFirst();
    }

    private void settle() {
        watch.settled();
    }

    private void pass(Duration time) {
        process.start("sleep", () -> {
            Unchecked.run(() -> World.here().sleep(time));
        });
        simulation.run(time, () -> false);
    }

    private void signal(long changes, int windows, String... recent) {
        signal = Optional.of(new ChangeBeacon.Signal(changes, List.of(recent), windows));
    }

    @Test
    void withoutABeaconEveryLookIsOneAtTheFeed() {
        inFeed = Set.of("a");
        assertEquals(new News(Set.of("a"), Optional.of("0+"), false), look(false));
        assertEquals(Optional.of("0++"), look(false).position());
        isFeedBusy = true;
        assertThrows(ImageException.Throttled.class, () -> look(false));
    }

    @Test
    void whatTheBeaconTellsNeedsNoFeed() {
        signal(7, 10, "old");
        look(false);
        signal(9, 10, "old", "a", "b");
        assertEquals(new News(Set.of("a", "b"), Optional.empty(), false), look(false));
        settle();
        assertEquals(new News(Set.of(), Optional.empty(), false), look(false));
        assertEquals(1, readings);
    }

    @Test
    void anAnswerThatIsBehindTellsNothing() {
        signal(9, 10, "a", "b");
        look(false);
        signal(8, 10, "a");
        assertEquals(Set.of(), look(false).imageIds());
        signal(9, 10, "a", "b");
        assertEquals(Set.of(), look(false).imageIds());
    }

    @Test
    void newsAreSaidAgainUntilTheRowsWereRead() {
        signal(1, 10);
        look(false);
        signal(2, 10, "a");
        look(false);
        assertEquals(Set.of("a"), look(false).imageIds());
        settle();
        assertEquals(Set.of(), look(false).imageIds());
    }

    @Test
    void whoeverMissedSomeReadsTheFeedWhenItIsTheirTurn() {
        signal(1, 10);
        look(false);
        signal(100, 10, "z");
        assertEquals(new News(Set.of("z"), Optional.empty(), false), look(false));
        inFeed = Set.of("y", "z");
        pass(Duration.ofSeconds(11));
        assertEquals(Set.of("y", "z"), look(false).imageIds());
        assertEquals(2, readings);
    }

    @Test
    void theMoreWindowsTheLessOftenEachReadsTheFeed() {
        for (int windows : List.of(50, 400)) {
            signal(1, windows);
            watch = null;
            readings = 0;
            look(false);
            pass(Duration.ofSeconds(windows * 8L / 10));
            look(false);
            assertEquals(1, readings);
            pass(Duration.ofSeconds(windows * 4L / 10));
            look(false);
            assertEquals(2, readings);
        }
    }

    @Test
    void whoAsksExactlyReadsTheFeed() {
        signal(1, 1_000);
        look(false);
        assertTrue(look(true).position().isPresent());
    }

    @Test
    void whatNobodyToldIsToldToAllALookLater() {
        inFeed = Set.of("of yesterday");
        signal(1, 10);
        look(true);
        inFeed = Set.of("told", "theirs", "told soon");
        signal(2, 10, "told");
        look(true);
        assertEquals(List.of(), reported);
        signal(3, 10, "told", "told soon");
        look(false);
        assertEquals(List.of("theirs"), reported);
        look(false);
        assertEquals(1, reported.size());
    }

    @Test
    void fewWindowsFindItInTheFeedThemselves() {
        signal(1, 2);
        look(true);
        inFeed = Set.of("theirs");
        look(true);
        look(true);
        assertEquals(List.of(), reported);
    }

    @Test
    void aBusyFeedIsLeftAloneForAWhile() {
        signal(1, 10);
        look(false);
        isFeedBusy = true;
        pass(Duration.ofSeconds(12));
        assertEquals(new News(Set.of(), Optional.empty(), true), look(false));
        for (int i = 0; i < 10; i++) {
            assertTrue(look(false).slowed());
        }
        assertEquals(2, readings);
        isFeedBusy = false;
        pass(Duration.ofSeconds(25));
        assertEquals(new News(Set.of(), Optional.of("0++"), false), look(false));
    }

    /// What the beacon told meanwhile is not lost by that.
    @Test
    void whoAsksExactlyHearsThatTheFeedIsBusy() {
        signal(1, 10);
        look(false);
        isFeedBusy = true;
        signal(2, 10, "a");
        assertThrows(ImageException.Throttled.class, () -> look(true));
        assertThrows(ImageException.Throttled.class, () -> look(true));
        assertEquals(new News(Set.of("a"), Optional.empty(), true), look(false));
        isFeedBusy = false;
        assertEquals(new News(Set.of("a"), Optional.of("0++"), false), look(true));
    }

    @Test
    void aFeedThatRefusesForTwelveMinutesIsNoFeedHoweverWellTheBeaconWorks() {
        signal(1, 10);
        look(false);
        isFeedBusy = true;
        for (int minutes = 0; minutes < 11; minutes++) {
            assertTrue(look(false).position().isEmpty());
            pass(Duration.ofMinutes(1));
        }
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            assertThrows(ImageException.Throttled.class, () -> look(false));
        }
    }

    /// A position in the feed lives for a quarter of an hour.
    @Test
    void howeverManyWindowsThereAreTheFeedIsReadWithinTenMinutes() {
        for (int windows : List.of(1_000, Integer.MAX_VALUE)) {
            signal(1, windows);
            watch = null;
            look(false);
            pass(Duration.ofMinutes(9));
            assertTrue(look(false).position().isPresent());
            isFeedBusy = true;
            pass(Duration.ofMinutes(9));
            assertTrue(look(false).slowed());
            isFeedBusy = false;
            pass(Duration.ofSeconds(10));
            assertTrue(look(false).position().isPresent());
        }
    }

    @Test
    void oneLostAnswerOfTheBeaconLosesNothing() {
        signal(7, 10);
        look(false);
        signal = Optional.empty();
        look(false);
        signal(8, 10, "a");
        assertEquals(Set.of("a"), look(false).imageIds());
    }

    @Test
    void aBeaconThatWasMadeAnewIsFollowedAfterSomeLooks() {
        signal(100, 10, "a");
        look(false);
        signal(5, 10, "b");
        pass(Duration.ofSeconds(1));
        for (int i = 0; i < 3; i++) {
            look(false);
        }
        assertEquals(Set.of("b"), look(false).imageIds());
        settle();
        signal(6, 10, "b", "c");
        assertEquals(Set.of("c"), look(false).imageIds());
        inFeed = Set.of("b", "told to nobody");
        pass(Duration.ofSeconds(12));
        assertTrue(look(false).position().isPresent());
    }

    @Test
    void whereMostWindowsWereClosedTheFeedIsReadSooner() {
        signal(1, 400);
        look(false);
        signal(1, 2);
        look(false);
        pass(Duration.ofSeconds(4));
        assertTrue(look(false).position().isPresent());
    }

    @Test
    void aBusyBeaconSendsNobodyToTheFeed() {
        signal(1, 10);
        look(false);
        isBeaconBusy = true;
        assertEquals(new News(Set.of(), Optional.empty(), true), look(false));
        assertEquals(1, readings);
    }
}
