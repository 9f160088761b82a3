package dev.vitrine.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.simulation.Simulation;
import dev.vitrine.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkUnderWayTest {
    private final Simulation simulation = new Simulation(1);
    private final Instant begun = simulation.now();
    private final List<String> ended = new ArrayList<>();
    private final WorkUnderWay underWay = new WorkUnderWay();

    @BeforeEach
    void beginTwo() {
        simulation.process("window").start("screen", () -> {
            begin("quick", Duration.ofSeconds(1));
            begin("slow", Duration.ofHours(1));
            underWay.close();
            ended.add("closed after " + passed());
            begin("late", Duration.ofSeconds(1));
        });
        assertTrue(simulation.run(Duration.ofMinutes(1), () -> ended.size() == 4), ended.toString());
    }

    @Test
    void closingWaitsALittleAndThenStopsWhatGoesOn() {
        assertEquals(
                List.of("quick after PT1S", "slow is stopped after PT5S", "closed after PT5S"), ended.subList(0, 3));
    }

    /// Such as what follows from the answer to what was asked for last.
    @Test
    void whatBeginsWhileItWaitsIsWaitedForToo() {
        ended.clear();
        var closing = new WorkUnderWay();
        simulation.process("window").start("screen", () -> {
            Instant start = World.here().now();
            Runnable first = closing.begun(() -> {
                work("first", Duration.ofSeconds(1));
                World.here()
                        .threads("next")
                        .newThread(closing.begun(() -> work("next", Duration.ofSeconds(2))))
                        .start();
            });
            World.here().threads("first").newThread(first).start();
            closing.close();
            ended.add("closed after " + Duration.between(start, World.here().now()));
        });
        assertTrue(simulation.run(Duration.ofMinutes(1), () -> ended.size() == 3), ended.toString());
        assertTrue(ended.get(1).startsWith("next after"), ended.toString());
        assertEquals("closed after PT3S", ended.getLast());
    }

    @Test
    void whatBeginsAfterwardsIsStoppedAtOnce() {
        assertEquals("late is stopped after PT5S", ended.getLast());
    }

    private void begin(String what, Duration time) {
        World.here()
                .threads(what)
                .newThread(underWay.begun(() -> work(what, time)))
                .start();
    }

    private void work(String what, Duration time) {
        try {
            World.here().sleep(time);
            ended.add(what + " after " + passed());
        } catch (InterruptedException _) {
            ended.add(what + " is stopped after " + passed());
        }
    }

    private Duration passed() {
        return Duration.between(begun, World.here().now());
    }
}
