package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.StandardError;
import dev.vitrine.Unchecked;
import dev.vitrine.world.Threads;
import dev.vitrine.world.Wakeup;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static String turnsOf(long seed) {
        var simulation = new Simulation(seed);
        var order = new StringBuilder();
        Simulation.Process process = simulation.process("p");
        for (String name : List.of("a", "b", "c")) {
            process.start(name, () -> {
                for (int turn = 0; turn < 4; turn++) {
                    order.append(name);
                    Simulation.yield();
                }
            });
        }
        assertFalse(simulation.run(HOUR, () -> false));
        return order + " " + simulation.fingerprint();
    }

    @Test
    void aSeedDecidesWhoseTurnItIs() {
        var orders = new HashSet<String>();
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(turnsOf(seed), turnsOf(seed));
            orders.add(turnsOf(seed));
        }
        assertTrue(orders.size() > 15, orders.toString());
    }

    @Test
    void seedsNextToEachOtherHaveNothingInCommon() {
        var first = new int[4];
        for (long seed = 1; seed <= 100; seed++) {
            first[new Simulation(seed).random().nextInt(4)]++;
        }
        assertTrue(Arrays.stream(first).allMatch(times -> times > 10), Arrays.toString(first));
    }

    @Test
    void timePassesOnlyWhileEverybodyWaits() {
        var simulation = new Simulation(1);
        Instant before = simulation.now();
        var woke = new ArrayList<Instant>();
        simulation.process("p").start("sleeper", () -> {
            try {
                World.here().sleep(Duration.ofDays(3));
                woke.add(World.clock().instant());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertFalse(simulation.run(Duration.ofDays(4), () -> false));
        assertEquals(List.of(before.plus(Duration.ofDays(3))), woke);
    }

    @Test
    void whoeverWaitsWithALimitIsWokenEarlyOrInTime() {
        var simulation = new Simulation(1);
        var wakeup = new Wakeup();
        var answers = new ArrayList<String>();
        Simulation.Process process = simulation.process("p");
        process.start("waits", () -> {
            try {
                answers.add(wakeup.sleep(Duration.ofSeconds(10)) + " "
                        + World.here().nanoTime() / 1_000_000_000);
                answers.add(wakeup.sleep(Duration.ofSeconds(10)) + " "
                        + World.here().nanoTime() / 1_000_000_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        process.start("wakes", () -> {
            Unchecked.run(() -> World.here().sleep(Duration.ofSeconds(4)));
            wakeup.wake();
        });
        simulation.run(HOUR, () -> false);
        assertEquals(List.of("true 4", "false 14"), answers);
    }

    @Test
    void whoeverWaitsForTheEndOfAThreadHasALimitInTheTimeOfTheWorld() {
        var simulation = new Simulation(1);
        var ended = new ArrayList<String>();
        simulation.process("p").start("waits", () -> {
            Thread sleeper = World.here().threads("sleeps").newThread(() -> Simulation.rest(10_000));
            sleeper.start();
            for (int i = 0; i < 2; i++) {
                boolean hasEnded = Threads.awaitEnd(sleeper, Duration.ofSeconds(6));
                ended.add(hasEnded + " " + World.here().nanoTime() / 1_000_000_000);
            }
        });
        assertTrue(simulation.run(HOUR, () -> ended.size() == 2), ended.toString());
        assertEquals(List.of("false 6", "true 10"), ended);
        assertEquals(List.of(), simulation.disturbances());
    }

    @Test
    void aKilledProcessDoesNothingMoreAndKeepsItsLocks() {
        var simulation = new Simulation(3);
        var done = new ArrayList<String>();
        var lock = new ReentrantLock();
        Simulation.Process killed = simulation.process("killed");
        killed.start("works", () -> {
            lock.lock();
            try {
                World.here().sleep(Duration.ofSeconds(5));
                done.add("never");
            } catch (InterruptedException e) {
                done.add("interrupted");
            } finally {
                done.add("finally");
                lock.unlock();
            }
        });
        simulation.run(Duration.ofSeconds(1), () -> false);
        killed.kill();
        simulation.run(HOUR, () -> false);
        assertEquals(List.of(), done);
        assertTrue(lock.isLocked());
    }

    @Test
    void poolsOfTheJdkTakeTurnsToo() {
        var simulation = new Simulation(5);
        var sums = new ArrayList<Integer>();
        simulation.process("p").start("asks", () -> {
            try (var pool = Executors.newThreadPerTaskExecutor(World.here().threads("pool-"))) {
                var first = pool.submit(() -> 20);
                var second = pool.submit(() -> 22);
                sums.add(first.get() + second.get());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        simulation.run(HOUR, () -> !sums.isEmpty());
        assertEquals(List.of(42), sums);
    }

    private static boolean isTooBusy(int... turnsEachFourSeconds) {
        var simulation = new Simulation(1);
        simulation.process("p").start("works", () -> {
            for (int turns : turnsEachFourSeconds) {
                for (int turn = 1; turn < turns; turn++) {
                    Simulation.yield();
                }
                Simulation.rest(4_000);
            }
        });
        simulation.run(HOUR, () -> false);
        return simulation.isTooBusy();
    }

    @Test
    void fourThousandTurnsAreCountedInAnyTenSeconds() {
        assertFalse(isTooBusy(3_999));
        assertFalse(isTooBusy(1_300, 1_300, 1_300, 1_300, 1_300));
        assertFalse(isTooBusy(3_900, 0, 0, 3_900));
        assertTrue(isTooBusy(4_001));
        assertTrue(isTooBusy(1, 1, 3_900, 3_900), "across what was a border");
        assertTrue(isTooBusy(1, 1, 1, 1, 1, 4_001));
    }

    @Test
    @StandardError.Says("nobody catches this")
    void whatNobodyCatchesIsTold() {
        var simulation = new Simulation(1);
        simulation.process("p").start("service", () -> {
            throw new IllegalArgumentException("nobody catches this");
        });
        simulation.run(HOUR, () -> false);
        assertEquals(1, simulation.uncaught().size());
        assertTrue(simulation.uncaught().getFirst().contains("p/service: java.lang.IllegalArgumentException: nobody"));
    }

    @Test
    void outsideOfItTheWorldIsReal() {
        assertNotEquals(new Simulation(1).now(), World.clock().instant());
    }
}
