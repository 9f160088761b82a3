package dev.vitrine.simulation;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.mirror.MirrorStatus;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsSetup;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of the program in the cloud as a seed decides it: one or two machines, somebody at each, troubles of the
/// network, crashes. Then the troubles end, everything comes to rest, and what was promised is looked at.
final class CloudRun {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TO_REST = Duration.ofMinutes(10);

    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final Path disk;
    private final List<Path> files;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    record Outcome(long seed, List<String> wrong, long fingerprint, long turns, long requests) {}

    private CloudRun(long seed, Path disk, List<Path> files) {
        simulation = new Simulation(seed);
        network = new SimulatedNetwork(simulation);
        this.disk = disk;
        this.files = files;
    }

    /// @param files to be dropped, all different
    static Outcome of(long seed, Path work, List<Path> files) throws IOException {
        Path disk = Files.createDirectory(work.resolve("run-" + seed));
        try {
            var run = new CloudRun(seed, disk, files);
            try {
                run.run();
            } catch (IllegalStateException e) { // nobody comes to rest, or a thread can never go on
                run.wrong.add(String.valueOf(e.getMessage()));
            }
            return new Outcome(
                    seed, run.wrong, run.simulation.fingerprint(), run.simulation.turns(), run.network.requests());
        } finally {
            remove(disk);
        }
    }

    private void run() {
        try (AwsClients sound = DirectClients.over(network.sound())) {
            var setup = new AwsSetup(sound);
            setup.apply(setup.plan());
            int count = 1 + simulation.random().nextInt(2);
            for (int i = 0; i < count; i++) {
                String user = i == 0 ? "alice" : "bob";
                var machine = new Machine(simulation, network, user, disk);
                machines.add(machine);
                people.add(new Person(
                        machine,
                        simulation.random(),
                        files,
                        simulation.random().nextBoolean() ? user : "alice",
                        3 + simulation.random().nextInt(10),
                        this::isUploaded));
                start(machine, people.getLast()::work);
            }
            int crashes = simulation.random().nextInt(3);
            for (int i = 0; i < crashes; i++) {
                boolean over =
                        simulation.run(Duration.ofMillis(simulation.random().nextInt(20_000)), this::everybodyIsDone);
                if (!over) {
                    crash(simulation.random().nextInt(count));
                }
            }
            if (!simulation.run(DAY, this::everybodyIsDone)) {
                wrong.add("somebody waits forever: " + whereabouts());
                return;
            }
            comeToRest();
            if (wrong.isEmpty()) {
                look(sound);
            }
            if (!wrong.isEmpty()) { // what is tried again now and then may need some more time
                wrong.clear();
                simulation.run(Duration.ofMinutes(3), () -> false);
                look(sound);
            }
            machines.forEach(machine -> machine.process().start("closes", machine::close));
            check(simulation.disturbances() == 0, simulation.disturbances() + " times woken from outside");
            if (!simulation.run(TO_REST, () -> false)
                    && machines.stream().anyMatch(m -> m.opened().isPresent())) {
                wrong.add("a library does not close");
            }
        }
    }

    private boolean isUploaded(String imageId) {
        for (int i = 0; i < people.size(); i++) {
            Optional<Machine.Open> open = machines.get(i).opened();
            if (open.isPresent()
                    && people.get(i).drops.stream()
                            .flatMap(drop -> open.get().queue().itemsOf(drop.batchId(), 0, 100).stream())
                            .anyMatch(item -> item.state() == UploadState.DONE
                                    && item.imageId().equals(Optional.of(imageId)))) {
                return true;
            }
        }
        return false;
    }

    private String whereabouts() {
        return machines.stream().map(machine -> machine.process().whereabouts()).collect(Collectors.joining("\n    "));
    }

    private void start(Machine machine, Runnable work) {
        machine.process().start("main", () -> {
            try {
                work.run();
            } catch (Throwable e) {
                wrong.add("unexpected: " + e + " at "
                        + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
            }
        });
    }

    private void crash(int index) {
        machines.get(index).kill();
        start(machines.get(index), people.get(index)::work);
    }

    private boolean everybodyIsDone() {
        return !wrong.isEmpty()
                || people.stream().allMatch(Person::isDone)
                        && machines.stream()
                                .allMatch(machine -> machine.opened().isPresent());
    }

    private void comeToRest() {
        network.calmDown();
        for (Machine machine : machines) {
            start(machine, () -> {
                machine.opened().orElseThrow().queue().resume();
                machine.opened().orElseThrow().queue().retryFailed();
            });
        }
        simulation.run(Duration.ofSeconds(2), () -> false);
        if (!simulation.run(TO_REST, this::isAtRest)) {
            wrong.add("not at rest after ten minutes: "
                    + machines.stream()
                            .map(machine -> machine.opened()
                                    .orElseThrow()
                                    .queue()
                                    .snapshot()
                                    .toString())
                            .collect(Collectors.joining("; "))
                    + whereabouts());
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
                    + whereabouts());
        }
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
        return status.state() == MirrorStatus.SyncState.LIVE
                && status.asOf().filter(asOf -> asOf.isAfter(moment)).isPresent();
    }

    private void look(AwsClients sound) {
        Map<String, ImageRecord> live = rows(new DynamoMetadataStore(sound)::list);
        Map<String, ImageRecord> trashed = rows(new DynamoMetadataStore(sound)::listTrashed);
        trashed.values().removeIf(ImageRecord::isBeingPurged);
        Map<String, String> stored = originals(sound);
        Set<String> askedToTrash = all(person -> person.askedToTrash);
        Set<String> askedToPurge = all(person -> person.askedToPurge);
        Set<String> purged = all(person -> person.purged);
        var done = new HashMap<String, String>();

        for (int i = 0; i < machines.size(); i++) {
            lookAtQueue(machines.get(i).opened().orElseThrow(), people.get(i), done);
        }
        done.forEach((id, hash) -> {
            boolean isThere = live.containsKey(id) || trashed.containsKey(id);
            check(isThere || askedToPurge.contains(id), "uploaded and not there: " + id);
            check(
                    live.containsKey(id) || askedToTrash.contains(id) || askedToPurge.contains(id),
                    "trashed by nobody: " + id);
        });
        for (String id : live.keySet()) {
            check(!trashed.containsKey(id), "live and in the trash: " + id);
        }
        Stream.concat(live.values().stream(), trashed.values().stream()).forEach(row -> {
            check(done.containsKey(row.imageId()), "a row of no upload: " + row.imageId());
            check(!purged.contains(row.imageId()), "purged and still there: " + row.imageId());
            String hash = stored.get(row.key().path());
            check(hash != null, "a row without bytes: " + row.imageId());
            check(hash == null || hash.equals(row.facts().contentSha256()), "a row with other bytes: " + row.imageId());
        });
        for (String key : stored.keySet()) {
            String id = key.substring(key.indexOf('/') + 1);
            check(
                    live.containsKey(id)
                            || trashed.containsKey(id)
                            || askedToPurge.contains(id) && !purged.contains(id),
                    "bytes of no row: " + key);
        }
        for (Person person : people) {
            for (Person.TaggedImage tag : person.tagged) {
                ImageRecord row = live.getOrDefault(tag.imageId(), trashed.get(tag.imageId()));
                check(row == null || row.tags().contains(tag.tag()), "a tag is lost: " + tag);
            }
        }
        for (Machine machine : machines) {
            lookAtMirror(machine.opened().orElseThrow(), live, trashed);
        }
    }

    private void lookAtQueue(Machine.Open open, Person person, Map<String, String> done) {
        Map<Long, Receipt> receipts =
                open.queue().receipts(1000).stream().collect(Collectors.toMap(Receipt::batchId, Function.identity()));
        for (Person.Drop drop : person.drops) {
            Receipt receipt = receipts.get(drop.batchId());
            if (receipt == null) {
                check(drop.life() < open0(person), "a drop is forgotten: " + drop);
                continue;
            }
            check(receipt.complete(), "a drop does not end: " + receipt);
            check(receipt.selected() == drop.files(), "a drop of " + drop.files() + " files: " + receipt);
            check(
                    receipt.failed() == 0 && receipt.refused() == 0,
                    "failed without a cause: " + receipt + troubles(open, drop));
            check(person.hasCancelled || receipt.cancelled() == 0, "cancelled by nobody: " + receipt);
        }
        for (Person.Drop drop : person.drops) {
            for (UploadItem item : open.queue().itemsOf(drop.batchId(), 0, 1000)) {
                if (item.state() == UploadState.DONE) {
                    done.put(item.imageId().orElseThrow(), item.sha256());
                }
            }
        }
    }

    private static String troubles(Machine.Open open, Person.Drop drop) {
        return open.queue().itemsOf(drop.batchId(), 0, 100).stream()
                .filter(item -> item.state().isTrouble())
                .map(item -> item.cause() + " " + item.reason())
                .collect(Collectors.joining("; "));
    }

    /// How often the machine of this person was started again.
    private int open0(Person person) {
        return machines.get(people.indexOf(person)).lives();
    }

    private void lookAtMirror(Machine.Open open, Map<String, ImageRecord> live, Map<String, ImageRecord> trashed) {
        var expected = new TreeMap<>(trashed);
        expected.putAll(live);
        var mirrored = new TreeMap<String, ImageRecord>();
        open.rows().stream().filter(row -> !row.isBeingPurged()).forEach(row -> mirrored.put(row.imageId(), row));
        check(
                mirrored.keySet().equals(expected.keySet()),
                "the mirror has " + mirrored.keySet() + ", the tables " + expected.keySet());
        mirrored.forEach((id, row) -> check(
                !expected.containsKey(id) || expected.get(id).equals(row),
                "the mirror has " + row + ", the tables " + expected.get(id)));
    }

    private Set<String> all(Function<Person, Set<String>> of) {
        return people.stream().map(of).flatMap(Set::stream).collect(Collectors.toCollection(HashSet::new));
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private static Map<String, ImageRecord> rows(Function<ImagePage.Request, ImagePage> list) {
        var rows = new TreeMap<String, ImageRecord>();
        Optional<String> next = Optional.empty();
        do {
            ImagePage page = list.apply(new ImagePage.Request(Optional.empty(), Optional.empty(), 1000, next));
            page.images().forEach(row -> rows.put(row.imageId(), row));
            next = page.next();
        } while (next.isPresent());
        return rows;
    }

    /// Their SHA-256, by key.
    private static Map<String, String> originals(AwsClients sound) {
        return DirectClients.objects(sound).entrySet().stream()
                .filter(object -> !object.getKey().startsWith(".vitrine/"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        object -> Sha256.of(ImageSource.ofBytes(object.getKey(), object.getValue()), _ -> {}),
                        (a, _) -> a,
                        TreeMap::new));
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
