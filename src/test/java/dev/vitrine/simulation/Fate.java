package dev.vitrine.simulation;

import dev.vitrine.simulation.SimulatedNetwork.Ban;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What nobody here does: rights, shards, lids, bytes that get lost.
final class Fate {
    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final Focus focus;
    private final List<Machine> machines;
    private final Optional<PartialWatcher> watcher;
    private final AwsClients sound;
    private final Random random;

    /// When bytes were lost, by the id of their image.
    final Map<String, Instant> lost = new HashMap<>();

    /// @param watcher who does nothing but look on, where somebody does
    Fate(
            Simulation simulation,
            SimulatedNetwork network,
            Focus focus,
            List<Machine> machines,
            Optional<PartialWatcher> watcher,
            AwsClients sound) {
        this.simulation = simulation;
        this.network = network;
        this.focus = focus;
        this.machines = machines;
        this.watcher = watcher;
        this.sound = sound;
        random = simulation.random();
    }

    /// Each kind by itself, so that they meet.
    ///
    /// @param fates begins a thread
    void interfere(Consumer<Runnable> fates) {
        fates.accept(this::lose);
        fates.accept(this::split);
        fates.accept(this::forbid);
        fates.accept(this::suspend);
    }

    private void lose() {
        if (focus.happens(Part.LOSS, 8, random)) {
            for (int i = focus.isNarrow() ? 1 + random.nextInt(3) : 1; i > 0; i--) {
                await(() -> !focus.isNarrow() || !DirectClients.ids(sound).isEmpty()); // there is something to lose
                Simulation.rest(focus.soon(8_000, random));
                loseBytes();
            }
        }
    }

    private void split() {
        if (focus.happens(Part.SPLIT, 4, random)) {
            Simulation.rest(focus.soon(20_000, random));
            network.splitShards();
        }
    }

    private void forbid() {
        for (int i = focus.happens(Part.BAN, 4, random) ? 1 + random.nextInt(focus.isNarrow() ? 3 : 1) : 0;
                i > 0;
                i--) {
            String who = machines.get(random.nextInt(machines.size())).name();
            Ban ban = Ban.values()[random.nextInt(Ban.values().length)];
            switch (random.nextInt(4)) {
                case 0 -> {
                    Simulation.rest(focus.soon(10_000, random));
                    network.ban(who, ban);
                }
                case 1 -> {
                    awaitWrites();
                    network.ban(who, ban);
                }
                default -> {
                    network.banBehindWrite(who, random.nextBoolean() ? Ban.ONLINE : ban, random.nextInt(6));
                    await(() -> network.isBanned(who));
                }
            }
            boolean isLong = focus.isNarrow() && random.nextInt(3) == 0; // longer than anybody tries again
            Simulation.rest(focus.soon(30_000, random) + (isLong ? 30_000 : focus.isNarrow() ? 1_000 : 0));
            network.allowAgain(who);
        }
    }

    private void suspend() {
        if (focus.happens(Part.SUSPEND, 8, random)) {
            Simulation.rest(focus.soon(20_000, random));
            closeLids();
        }
    }

    /// So that a thing is half done.
    private void awaitWrites() {
        long writes = network.writes() + 1 + random.nextInt(12);
        await(() -> network.writes() >= writes);
    }

    /// For some seconds at most.
    private static void await(BooleanSupplier moment) {
        for (int i = 0; i < 500 && !moment.getAsBoolean(); i++) {
            Simulation.rest(20);
        }
    }

    /// Bytes may arrive after they were deleted: nothing at all keeps them from it.
    boolean leavesBytes() {
        return network.wasOvertaken();
    }

    /// One after the other, so that the first may miss what the others do before they close theirs, too.
    private void closeLids() {
        int nights = 1 + random.nextInt(2);
        for (int i = 0; i < nights; i++) {
            Duration night = Duration.ofHours(nights == 2 ? 13 : random.nextInt(3) == 0 ? 2 : 26);
            var awake = new ArrayList<>(machines);
            Instant morning = simulation.now().plus(night);
            watcher.ifPresent(each -> closeLid(each, morning));
            while (!awake.isEmpty()) {
                Machine next = awake.remove(random.nextInt(awake.size()));
                simulation.report(() -> "the lid of " + next.name() + " is closed");
                Duration rest = Duration.between(simulation.now(), morning);
                next.suspend(rest.plusSeconds(random.nextInt(60)));
                Simulation.rest(focus.soon(30_000, random));
            }
            Simulation.rest((int) Duration.between(simulation.now(), morning).toMillis() + 90_000);
        }
    }

    /// Right after it has read everything: so it has followed no change yet.
    private void closeLid(PartialWatcher each, Instant morning) {
        await(each::isFollowing);
        simulation.report(() -> "the lid of the watcher is closed");
        each.process().suspend(Duration.between(simulation.now(), morning).plusSeconds(random.nextInt(60)));
        Simulation.rest(random.nextInt(6_000));
    }

    private void loseBytes() {
        List<String> ids = DirectClients.ids(sound);
        if (!ids.isEmpty()) {
            String id = ids.get(random.nextInt(ids.size()));
            simulation.report(() -> "the bytes of " + id + " are lost");
            lost.put(id, simulation.now());
            network.happened().add(Part.LOSS);
            network.objects().keySet().stream()
                    .filter(key -> !key.startsWith(".vitrine/") && key.endsWith("/" + id))
                    .forEach(key -> {
                        DirectClients.delete(sound, key);
                        network.isLost(key);
                    });
        }
    }
}
