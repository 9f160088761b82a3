package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some of the runs of [SimulationHarness], the same ones each time.
final class CloudRunTest {
    private static final int SEEDS = Integer.getInteger("vitrine.test.seeds", 90);
    private static final int REPLAYED = 4;

    @TempDir
    private static Path work;

    private static List<Path> files;

    @BeforeAll
    static void prepare() throws IOException {
        files = SimulationHarness.pictures(work);
        SimulationHarness.loadDriver(work);
    }

    @Test
    void whateverHappensWhatWasPromisedIsKept() throws IOException {
        var expected = EnumSet.copyOf(Part.FAULTS);
        expected.add(Part.CRASH);
        for (long seed = 1; seed <= SEEDS; seed++) {
            CloudRun.Outcome outcome = CloudRun.of(seed, work, new CloudRun.Plan(files));
            assertEquals(List.of(), outcome.wrong(), "seed " + seed);
            expected.removeAll(outcome.happened());
        }
        assertEquals(Set.of(), expected, "never happened");
    }

    @Test
    void aSeedReplays() throws IOException {
        for (long seed = 1001; seed <= 1000 + REPLAYED; seed++) {
            CloudRun.Outcome once = CloudRun.of(seed, work, new CloudRun.Plan(files));
            assertEquals(once, CloudRun.of(seed, work, new CloudRun.Plan(files)));
        }
    }
}
