package dev.vitrine.simulation;

import dev.vitrine.files.Leftovers;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.DynamoMetadataStore;
import dev.vitrine.store.aws.DynamoRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// One run of the program in the cloud as a seed decides it: one or two machines, somebody at each, troubles of the
/// network, crashes. Then the troubles end, everything comes to rest, and what was promised is looked at.
final class CloudRun {
    private static final Duration WEEK = Duration.ofDays(7);

    private final Simulation simulation;
    private final SimulatedNetwork network;
    private final Path disk;
    private final Focus focus;
    private final Plan plan;
    private final List<Machine> machines = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private final Stranger stranger;
    private final List<String> wrong = new ArrayList<>();
    private final Actor.Meeting meeting = new Actor.Meeting();
    private boolean isOver;

    /// What is decided before the seed decides the rest.
    ///
    /// @param files to be dropped, all different
    /// @param acts how many things one person does at most
    /// @param about what comes together in each run; nothing for what the seed decides
    record Plan(List<Path> files, int acts, Set<Part> without, Set<Part> about) {
        static final int MOST_ACTS = 14;

        Plan {
            without = Set.copyOf(without);
            about = Set.copyOf(about);
        }

        Plan(List<Path> files) {
            this(files, MOST_ACTS, Set.of(), Set.of());
        }

        Plan about(Set<Part> parts) {
            return new Plan(files, acts, without, parts);
        }

        Plan with(List<Path> others) {
            return new Plan(others, acts, without, about);
        }

        boolean has(Part part) {
            return !without.contains(part);
        }
    }

    /// @param happened which troubles there were
    record Outcome(long seed, List<String> wrong, long fingerprint, long turns, long requests, Set<Part> happened) {}

    private CloudRun(long seed, Path disk, Plan plan) {
        simulation = new Simulation(seed);
        focus = Focus.of(plan, simulation.random());
        this.plan = focus.plan();
        network = new SimulatedNetwork(simulation, focus, wrong::add);
        stranger = new Stranger(simulation, network, this.plan.files, focus.isNarrow() ? 1_000 : 5_000);
        this.disk = disk;
    }

    static Outcome of(long seed, Path work, Plan plan) throws IOException {
        Path disk = Files.createDirectory(work.resolve("run-" + seed));
        try (var warnings = new Warnings()) {
            var run = new CloudRun(seed, disk, plan);
            try {
                run.run();
            } catch (IllegalStateException e) { // nobody comes to rest, or a thread can never go on
                run.wrong.add(String.valueOf(e.getMessage()));
            }
            run.wrong.addAll(run.simulation.uncaught());
            run.wrong.addAll(warnings.unforeseen());
            return new Outcome(
                    seed,
                    run.wrong,
                    run.simulation.fingerprint(),
                    run.simulation.turns(),
                    run.network.requests(),
                    run.network.happened());
        } finally {
            remove(disk);
        }
    }

    private void run() {
        try (AwsClients sound = DirectClients.over(network.sound())) {
            boolean hasTrash = !focus.happens(Part.NO_TRASH, 12, simulation.random());
            network.setUp(plan.has(Part.VISIT));
            if (!hasTrash) {
                DirectClients.removeTrash(sound);
            }
            begin(sound);
            if (focus.happens(Part.OTHER_PROGRAM, 4, simulation.random())) {
                start(stranger.process(), stranger::work);
            }
            Optional<PartialWatcher> watcher = focus.happens(Part.PARTIAL, 3, simulation.random())
                    ? Optional.of(new PartialWatcher(simulation, network, disk.resolve("partial")))
                    : Optional.empty();
            watcher.ifPresent(each -> start(each.process(), each::work));
            var fate = new Fate(simulation, network, focus, machines, watcher, sound);
            Simulation.Process fates = simulation.process("fate");
            fate.interfere(kind -> start(fates, kind));
            int crashes = plan.has(Part.CRASH) ? random(3) : 0;
            for (int i = 0; i < crashes; i++) {
                boolean isOfWriter = random(3) == 0;
                if (simulation.run(WEEK, isOfWriter ? momentOfWrite() : moment()) && !everybodyIsDone()) {
                    crash(isOfWriter ? writer() : random(machines.size()), sound);
                }
            }
            if (!simulation.run(WEEK, this::everybodyIsDone)) {
                wrong.add("somebody waits forever: " + whereabouts(machines));
                return;
            }
            if (!wrong.isEmpty()) {
                return;
            }
            isOver = true;
            fates.kill();
            stranger.process().kill();
            new Rest(simulation, network, plan, machines, people, wrong).come();
            var promises = new Promises(machines, people, stranger, fate, network, new DynamoMetadataStore(sound));
            if (wrong.isEmpty() && !promises.broken().isEmpty()) {
                // What is tried again now and then may need some more time.
                simulation.run(Duration.ofMinutes(3), () -> false);
                wrong.addAll(promises.broken());
            }
            if (people.stream().anyMatch(person -> !person.memory.elsewhere.isEmpty())) {
                lookElsewhere();
            }
            watcher.ifPresent(each -> lookAt(each, sound));
            machines.forEach(machine -> machine.process().start("closes", machine::close));
            simulation.disturbances().forEach(each -> wrong.add("woken from outside: " + each));
            if (simulation.isTooBusy()) {
                wrong.add("more turns in ten seconds than anybody needs");
            }
            if (!simulation.run(Rest.TO_REST, () -> false)
                    && machines.stream().anyMatch(m -> m.opened().isPresent())) {
                wrong.add("a library does not close");
            }
        }
    }

    private void lookElsewhere() {
        try (AwsClients other = DirectClients.over(DirectClients.OTHER_SETTINGS, network.sound())) {
            var visits = new VisitPromises(
                    people.stream().map(person -> person.memory.elsewhere).toList(), network.otherObjects());
            wrong.addAll(visits.broken(Promises.rows(new DynamoMetadataStore(other)::list)));
        }
    }

    private void lookAt(PartialWatcher partial, AwsClients sound) {
        partial.end();
        if (simulation.run(Rest.TO_REST, partial::hasEnded)) {
            wrong.addAll(partial.wrong(new DynamoRows(sound)));
        } else {
            wrong.add("a part is not up to date: " + partial.state());
        }
    }

    private void begin(AwsClients sound) {
        var truth = new DynamoMetadataStore(sound);
        boolean isOneUser = random(2) == 0;
        int count = plan.has(Part.SECOND_MACHINE) && (focus.isNarrow() || random(2) == 0) ? 2 : 1;
        for (int i = 0; i < count; i++) {
            String user = i == 0 ? "alice" : "bob";
            var machine = new Machine(simulation, network, user, disk);
            machines.add(machine);
            int acts = focus.isNarrow() ? plan.acts : Math.min(plan.acts, 3 + random(Plan.MOST_ACTS - 2));
            var role = new Person.Role(isOneUser ? "alice" : user, i == 0, focus.isNarrow());
            Person.Circle others = new Person.Circle(
                    this::isUploaded,
                    () -> !isOver
                            && (network.isAnybodyBanned()
                                    || people.stream().anyMatch(Person::isInTheMiddle)
                                    || machines.stream().anyMatch(Machine::isUploading)),
                    meeting);
            var script = new Person.Script(plan.with(ownFiles(user)), role, acts, truth, others);
            people.add(new Person(machine, simulation.random(), script));
            start(machine.process(), people.getLast()::work);
        }
    }

    /// That somebody may clear away.
    private List<Path> ownFiles(String user) {
        if (!plan.has(Part.SWEPT)) {
            return plan.files;
        }
        try {
            Path folder = Files.createDirectory(disk.resolve("pictures-" + user));
            var own = new ArrayList<Path>();
            for (Path file : plan.files) {
                Path copy = folder.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                own.add(copy);
            }
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// When a thing is done, and its answer is on the way.
    private BooleanSupplier momentOfWrite() {
        long applied = network.applied() + 1 + random(16);
        return () -> everybodyIsDone() || network.applied() >= applied;
    }

    private int writer() {
        int writer = machines.stream().map(Machine::name).toList().indexOf(network.lastWriter());
        return writer < 0 ? random(machines.size()) : writer;
    }

    /// When the next crash comes: at some time, between two requests, or when a thing is half done.
    private BooleanSupplier moment() {
        if (random(2) == 0) {
            long writes = network.writes() + 1 + random(16);
            return () -> everybodyIsDone() || network.writes() >= writes;
        }
        if (random(2) == 0) {
            Instant at = simulation.now().plusMillis(focus.soon(20_000, simulation.random()));
            return () -> everybodyIsDone() || !simulation.now().isBefore(at);
        }
        long requests = network.requests() + random(60);
        return () -> everybodyIsDone() || network.requests() >= requests;
    }

    private int random(int bound) {
        return simulation.random().nextInt(bound);
    }

    private boolean isUploaded(String imageId) {
        if (stranger.uploaded.containsKey(imageId)) {
            return true;
        }
        for (int i = 0; i < people.size(); i++) {
            Optional<Machine.Open> open = machines.get(i).opened();
            if (open.isPresent()
                    && WatchPromises.items(open.get().queue())
                            .anyMatch(item -> item.state() == UploadState.DONE
                                    && item.imageId().equals(Optional.of(imageId)))) {
                return true;
            }
        }
        return false;
    }

    static String whereabouts(List<Machine> machines) {
        return machines.stream().map(machine -> machine.process().whereabouts()).collect(Collectors.joining("\n    "));
    }

    private void start(Simulation.Process process, Runnable work) {
        start(process, work, wrong);
    }

    static void start(Simulation.Process process, Runnable work, List<String> wrong) {
        process.start("main", () -> {
            try {
                work.run();
            } catch (Throwable e) {
                wrong.add("unexpected: " + e + " at "
                        + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
            }
        });
    }

    private void crash(int index, AwsClients sound) {
        network.happened().add(Part.CRASH);
        boolean forgets = random(focus.isNarrow() ? 2 : 4) == 0;
        machines.get(index).kill(forgets);
        network.startsAgain(machines.get(index).process(), Set.copyOf(DirectClients.ids(sound)));
        people.get(index).memory.isKilled(forgets);
        if (plan.has(Part.SWEPT) && random(2) == 0) {
            people.get(index).sweep();
        }
        int pause = random(2) * random(20_000);
        start(machines.get(index).process(), () -> {
            Simulation.rest(pause);
            people.get(index).work();
        });
    }

    private boolean everybodyIsDone() {
        return !wrong.isEmpty()
                || people.stream().allMatch(Person::isDone)
                        && !(focus.isNarrow() && network.isAnybodyBanned())
                        && machines.stream()
                                .allMatch(machine -> machine.opened().isPresent()
                                        && machine.isAlone()
                                        && !machine.process().isSuspended());
    }

    static void remove(Path folder) throws IOException {
        Leftovers.remove(folder);
    }
}
