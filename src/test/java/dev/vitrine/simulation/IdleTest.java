package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.simulation.SimulatedNetwork.Ban;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsSetup;
import dev.vitrine.store.aws.DirectClients;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who has nothing to do does next to nothing.
final class IdleTest {
    /// A look at the beacon a second or two apart, and less often at each of two streams, and at the tables.
    private static final int REQUESTS_A_MINUTE = 60;
    /// Three in ten seconds: the beacon each five, both streams each twenty-five, and rarely a look for shards.
    private static final int REQUESTS_A_QUIET_MINUTE = 18;
    /// Threads that look after something now and then, and answers.
    private static final int TURNS_A_MINUTE = 3_000;

    private final Simulation simulation = new Simulation(1);
    private final SimulatedNetwork network = new SimulatedNetwork(simulation, Focus.nothing(List.of()), _ -> {});

    @TempDir
    private Path disk;

    private Machine machine;
    private List<Path> files;

    @BeforeEach
    void openLibrary() throws IOException {
        files = SimulationHarness.pictures(disk);
        SimulationHarness.loadDriver(disk);
        try (AwsClients sound = DirectClients.over(network.sound())) {
            var setup = new AwsSetup(sound);
            setup.apply(setup.plan().steps(), _ -> {});
        }
        machine = new Machine(simulation, network, "alice", disk);
        machine.process().start("main", machine::open);
        run(Duration.ofMinutes(2));
    }

    @AfterEach
    void closeLibrary() {
        machine.process().start("main", machine::close);
        run(Duration.ofMinutes(10));
        assertTrue(machine.opened().isEmpty());
    }

    @Test
    void aLibraryThatIsOnlyOpen() {
        long requests = network.requests();
        assertIdle();
        assertTrue(network.requests() - requests <= 10 * REQUESTS_A_MINUTE, () -> network.requests() + " requests");
    }

    /// Each look is paid for, and a stream bears two windows well.
    @Test
    void whereNothingHappensForLongItLooksLessOften() {
        run(Duration.ofMinutes(30));
        long requests = network.requests();
        run(Duration.ofMinutes(10));
        assertTrue(
                network.requests() - requests <= 10 * REQUESTS_A_QUIET_MINUTE,
                () -> network.requests() - requests + " requests");
    }

    @Test
    void aQueueThatIsPausedWhileThereIsNoNetwork() {
        ask(queue -> queue.add(files, form()), Ban.ONLINE);
        ask(UploadQueue::pause, Ban.ONLINE);
        assertIdle();
    }

    @Test
    void aQueueOfWhichAllIsCancelledWhileThereIsNoNetwork() {
        ask(queue -> queue.add(files.subList(0, 1), form()), Ban.ONLINE);
        ask(
                queue -> queue.items(Set.of(UploadState.values()), 0, 10).forEach(item -> queue.cancel(item.id())),
                Ban.ONLINE);
        assertIdle();
    }

    private static UploadForm form() {
        return new UploadForm("alice", List.of(), "", "", Duplicates.UPLOAD_ANYWAY);
    }

    private void ask(Consumer<UploadQueue> act, Ban ban) {
        network.ban("alice", ban);
        machine.process()
                .start("main", () -> act.accept(machine.opened().orElseThrow().queue()));
        run(Duration.ofMinutes(2));
    }

    private void assertIdle() {
        long turns = simulation.turns();
        run(Duration.ofMinutes(10));
        assertEquals(List.of(), simulation.disturbances());
        assertTrue(simulation.turns() - turns <= 10 * TURNS_A_MINUTE, () -> simulation.turns() - turns + " turns");
    }

    private void run(Duration howLong) {
        simulation.run(howLong, () -> false);
    }
}
