package dev.vitrine.simulation;

import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.OtherProgram;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Another program on the same library, to whom the network is good.
final class Stranger {
    private static final int MOST_ACTS = 10;

    private final SimulatedNetwork network;
    private final Simulation.Process process;
    private final Random random;
    private final List<Path> files;
    private final int pause;

    /// Bytes by image id.
    final Map<String, byte[]> uploaded = new HashMap<>();
    final Set<String> retitled = new HashSet<>();
    /// Begun at least.
    final Set<String> deleted = new HashSet<>();

    /// @param pause between two acts, at most
    Stranger(Simulation simulation, SimulatedNetwork network, List<Path> files, int pause) {
        this.pause = pause;
        this.network = network;
        this.process = simulation.process("stranger");
        this.random = simulation.random();
        this.files = files;
    }

    Simulation.Process process() {
        return process;
    }

    void work() {
        try (AwsClients clients = DirectClients.over(network.steady())) {
            var program = new OtherProgram(clients);
            for (int acts = random.nextInt(MOST_ACTS); acts > 0; acts--) {
                Simulation.rest(random.nextInt(pause));
                act(program, DirectClients.ids(clients));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void act(OtherProgram program, List<String> ids) throws IOException {
        if (ids.isEmpty() || random.nextInt(3) == 0) {
            String id = World.here().uuid().toString();
            byte[] bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
            deleted.add(id); // until it is whole
            program.upload("alice", id, bytes, World.here().now(), random.nextBoolean());
            deleted.remove(id);
            uploaded.put(id, bytes);
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        if (random.nextBoolean()) {
            retitled.add(id);
            program.retitle(id, "stranger-" + random.nextInt(1000));
        } else {
            deleted.add(id);
            program.delete(id);
        }
    }
}
