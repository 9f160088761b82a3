package dev.vitrine.simulation;

import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.upload.UploadQueue;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.WatchedFolder.WatchState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// How a run comes to rest when its troubles have ended: what waits is done, what failed is tried again, and every
/// mirror catches up.
///
/// @param wrong is told what does not
record Rest(
        Simulation simulation,
        SimulatedNetwork network,
        CloudRun.Plan plan,
        List<Machine> machines,
        List<Person> people,
        List<String> wrong) {
    static final Duration TO_REST = Duration.ofMinutes(10);

    void come() {
        network.calmDown();
        // What a move could not finish is finished by the next start; anything else needs none.
        boolean restarts = plan.has(Part.MOVE) || simulation.random().nextInt(2) == 0;
        var restarted = new ArrayList<Machine>();
        for (int i = 0; i < machines.size(); i++) {
            Machine machine = machines.get(i);
            VisitActs visits = people.get(i).visits;
            Runnable settles = () -> {
                if (restarts) {
                    machine.close();
                    machine.open();
                } else {
                    awaitAnswers(machine);
                }
                lookForFailed(machine.opened().orElseThrow().queue());
                visits.settle();
                UploadQueue queue = machine.opened().orElseThrow().queue();
                queue.resume();
                queue.watches()
                        .statuses()
                        .forEach(each -> queue.watches().resume(each.folder().id()));
                queue.retryFailed();
                restarted.add(machine);
            };
            CloudRun.start(machine.process(), settles, wrong);
        }
        if (!simulation.run(TO_REST, () -> !wrong.isEmpty() || restarted.size() == machines.size())) {
            wrong.add("a library does not close: " + CloudRun.whereabouts(machines));
        }
        if (!wrong.isEmpty()) {
            return;
        }
        simulation.run(Duration.ofSeconds(2), () -> false);
        if (!simulation.run(TO_REST, () -> machines.stream().allMatch(Rest::isWatchedThrough))) {
            wrong.add("a watched folder does not settle: " + CloudRun.whereabouts(machines));
        }
        if (!simulation.run(TO_REST, this::isAtRest)) {
            wrong.add("not at rest after ten minutes: "
                    + machines.stream()
                            .map(machine -> machine.opened()
                                    .orElseThrow()
                                    .queue()
                                    .snapshot()
                                    .toString())
                            .collect(Collectors.joining("; "))
                    + CloudRun.whereabouts(machines));
        }
        if (network.isUndisturbed()) {
            lookForLostFeeds();
        }
        Instant rested = simulation.now().plusSeconds(1);
        if (!simulation.run(TO_REST, () -> machines.stream().allMatch(machine -> isAsOf(machine, rested)))) {
            wrong.add("a mirror does not catch up: "
                    + machines.stream()
                            .map(machine -> machine.opened()
                                    .orElseThrow()
                                    .mirror()
                                    .status()
                                    .toString())
                            .toList()
                    + CloudRun.whereabouts(machines));
        }
    }

    /// What was asked while there was trouble may still fail: an answer takes half a minute at most, and the next
    /// try after it goes well.
    private void awaitAnswers(Machine machine) {
        do {
            Simulation.rest(3_000);
        } while (network.isAwaited(machine.process()));
    }

    /// What passes fails nothing: it is waited for.
    private void lookForFailed(UploadQueue queue) {
        queue.items(Set.of(UploadState.FAILED), 0, 1000).stream()
                .filter(item -> item.cause() != UploadItem.Cause.DENIED)
                .filter(item -> item.cause() != UploadItem.Cause.SOURCE_GONE || !plan.has(Part.SWEPT))
                .forEach(item -> wrong.add("failed before its time: " + item));
    }

    /// Who slept for too long begins again at the end of the feed; nothing else keeps anybody from it.
    private void lookForLostFeeds() {
        for (Machine machine : machines) {
            MirrorStatus status = machine.opened().orElseThrow().mirror().status();
            if (status.state() == MirrorStatus.SyncState.WAITING) {
                wrong.add("changes are no longer followed: " + status);
            }
        }
    }

    /// Each folder was looked through, and nothing in it is to be looked at again. But for a file that is cut off,
    /// which is told: whoever copied it may have died meanwhile.
    private static boolean isWatchedThrough(Machine machine) {
        return machine.opened().orElseThrow().queue().watches().statuses().stream()
                .allMatch(each -> each.state() == WatchState.WATCHING
                        && (each.settling() == 0 || each.problem().contains("cut off")));
    }

    private boolean isAtRest() {
        return machines.stream()
                .allMatch(machine -> machine.opened()
                        .orElseThrow()
                        .queue()
                        .snapshot()
                        .totals()
                        .isIdle());
    }

    private static boolean isAsOf(Machine machine, Instant moment) {
        MirrorStatus status = machine.opened().orElseThrow().mirror().status();
        return (status.state() == MirrorStatus.SyncState.LIVE || status.state() == MirrorStatus.SyncState.WAITING)
                && status.asOf().filter(asOf -> asOf.isAfter(moment)).isPresent();
    }
}
