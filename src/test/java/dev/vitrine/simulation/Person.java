package dev.vitrine.simulation;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Somebody at a machine, who does this and that, and remembers what was asked for and what was said to be done.
final class Person {
    /// As often as they stand here.
    private static final List<Act> ACTS = List.of(
            new Act(Part.DROP, Person::drop),
            new Act(Part.DROP, Person::drop),
            new Act(Part.DROP, Person::drop),
            new Act(Part.TAG, (person, open) -> person.images.tag(open)),
            new Act(Part.TAG, (person, open) -> person.images.tag(open)),
            new Act(Part.TAG_MANY, (person, open) -> person.images.tagMany(open)),
            new Act(Part.TITLE, (person, open) -> person.images.title(open)),
            new Act(Part.TITLE, (person, open) -> person.images.title(open)),
            new Act(Part.TRASH, (person, open) -> person.images.trash(open)),
            new Act(Part.TRASH, (person, open) -> person.images.trash(open)),
            new Act(Part.RESTORE, (person, open) -> person.images.restore(open)),
            new Act(Part.PURGE, (person, open) -> person.images.purge(open)),
            new Act(Part.CANCEL, Person::cancel),
            new Act(Part.PAUSE, (_, open) -> open.queue().pause()),
            new Act(Part.PAUSE, (_, open) -> open.queue().resume()),
            new Act(Part.MOVE, (person, open) -> person.images.move(open)),
            new Act(Part.DOCTOR, (person, open) -> person.doctor.repair(open)),
            new Act(Part.ADOPT, (person, open) -> person.doctor.adopt(open)),
            new Act(Part.LOOK, (person, open) -> person.images.look(open)),
            new Act(Part.UNDO, (person, open) -> person.images.undo(open)),
            new Act(Part.SHARE, (person, open) -> person.images.share(open)),
            new Act(Part.RETAG, (person, open) -> person.images.retag(open)),
            new Act(Part.CORRECT, (person, open) -> person.images.correct(open)),
            new Act(Part.ALBUM, (person, open) -> person.albums.act(open)),
            new Act(Part.ALBUM, (person, open) -> person.albums.act(open)),
            new Act(Part.FLAG, (person, open) -> person.flags.act(open)),
            new Act(Part.PAGE, (person, open) -> person.pages.act(open)),
            new Act(Part.MERGE, (person, open) -> person.copies.merge(open)),
            new Act(Part.FILL, (person, open) -> person.copies.fill(open)),
            new Act(Part.WATCH, (person, open) -> person.watched.act(open)),
            new Act(Part.WATCH, (person, open) -> person.watched.act(open)),
            new Act(Part.REOPEN, (person, _) -> person.reopen()),
            new Act(Part.VISIT, (person, _) -> person.visits.act()),
            new Act(Part.SECOND_QUEUE, (person, _) -> person.dropInAnotherProgram()),
            new Act(
                    Part.REST,
                    (person, _) ->
                            Simulation.rest(person.random.nextInt(person.random.nextInt(4) == 0 ? 60_000 : 2_000))));

    /// One of them is on each image that is uploaded.
    static final Set<String> FORM_TAGS = Set.of("d", "s", "w");

    /// What a window does beside all else.
    private static final Set<Part> EDITS = EnumSet.of(Part.TAG, Part.TITLE);
    /// What closes a library cannot be waited for when it closes.
    private static final Set<Part> LEAVING = EnumSet.of(Part.REOPEN, Part.VISIT);

    private static final int MOST_MORE = 4;

    private final Machine machine;
    private final Random random;
    private final Script script;
    private final ImageActs images;
    private final AlbumActs albums;
    private final PageActs pages;
    private final CopyActs copies;
    private final FlagActs flags;
    private final DoctorActs doctor;
    private final WatchActs watched;
    final VisitActs visits;
    private final int hurry;
    private int left;
    private int more = MOST_MORE;
    private boolean isActing;
    private boolean isAside;
    private boolean isStaying;

    final Memory memory = new Memory();

    /// What somebody does.
    ///
    /// @param plan what is dropped, and what is never done
    /// @param truth the rows as they are at this moment
    record Script(CloudRun.Plan plan, Role role, int acts, MetadataStore truth, Circle circle) {}

    /// What is known of all who are there.
    ///
    /// @param isUploaded whether somebody has been told that this image is uploaded
    /// @param isBusy whether somebody is in the middle of something
    /// @param meeting where they get into each other's way
    record Circle(Predicate<String> isUploaded, BooleanSupplier isBusy, Actor.Meeting meeting) {}

    /// @param isFirst begins with a drop
    /// @param isEven does everything equally often
    record Role(String user, boolean isFirst, boolean isEven) {}

    private record Act(Part part, BiConsumer<Person, Machine.Open> does) {}

    Person(Machine machine, Random random, Script script) {
        this.machine = machine;
        this.random = random;
        this.script = script;
        machine.watch(memory::look);
        var actor = new Actor(machine, random, memory, script.truth, script.circle.meeting);
        images = new ImageActs(actor, script.circle.isUploaded);
        albums = new AlbumActs(actor);
        pages = new PageActs(actor);
        copies = new CopyActs(actor);
        flags = new FlagActs(actor);
        doctor = new DoctorActs(actor);
        watched = new WatchActs(actor, script.plan.files(), script.role.user);
        visits = new VisitActs(actor, script.plan.files(), script.role.user);
        this.left = script.acts;
        this.hurry = random.nextBoolean() ? 500 : 40;
    }

    boolean isDone() {
        return left == 0 && !isStaying && !isAside;
    }

    boolean isInTheMiddle() {
        return isActing && !isStaying || isAside;
    }

    boolean hasSwept(Path file) {
        return script.plan.files().contains(file) && Files.notExists(file);
    }

    /// Clears away what was dropped, and finds no more to drop.
    void sweep() {
        try {
            for (Path file : script.plan.files()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Goes on, after a crash too.
    void work() {
        isActing = false;
        isAside = false;
        isStaying = false;
        Machine.Open open = machine.open();
        if (left == script.acts && script.role.isFirst) {
            drop(open);
        }
        if (isDone()) {
            return;
        }
        awaitSomething(open);
        while (left > 0 || stays()) {
            Simulation.rest(random.nextInt(random.nextInt(8) == 0 ? 8_000 : hurry));
            isActing = true;
            left = Math.max(0, left - 1);
            act(machine.opened().orElseThrow());
            isActing = false;
        }
    }

    /// In a narrow run nobody goes while somebody else is in the middle of something, which may be disturbed.
    private boolean stays() {
        isStaying = script.role.isEven && script.circle.isBusy.getAsBoolean() && more-- > 0;
        return isStaying;
    }

    /// To meet at, if it comes soon.
    private void awaitSomething(Machine.Open open) {
        for (int i = 0; i < 20 && open.rows().isEmpty(); i++) {
            Simulation.rest(300);
        }
        if (script.role.isFirst) {
            Simulation.rest(random.nextInt(2_000)); // the others see it later
        }
    }

    private void act(Machine.Open open) {
        List<Act> acts = ACTS.stream()
                .filter(each -> !script.plan.without().contains(each.part))
                .toList();
        if (script.role.isEven) {
            List<Part> parts = acts.stream().map(Act::part).distinct().toList();
            Part part = parts.get(random.nextInt(parts.size()));
            acts = acts.stream().filter(each -> each.part == part).toList();
        }
        Act act = acts.get(random.nextInt(acts.size()));
        if (LEAVING.contains(act.part)) {
            perform(act, open);
            return;
        }
        Runnable begun = open.underWay().begun(() -> perform(act, open));
        if (script.plan.has(Part.ASIDE) && EDITS.contains(act.part) && !isAside && random.nextBoolean()) {
            isAside = true;
            machine.process().start("aside", () -> {
                begun.run();
                isAside = false;
            });
        } else {
            begun.run();
            boolean _ = Thread.interrupted(); // the library is closed
        }
    }

    private void perform(Act act, Machine.Open open) {
        try {
            act.does.accept(this, open);
        } catch (ImageException e) {
            report("is told: " + e.getMessage()); // and does something else
        }
    }

    private void drop(Machine.Open open) {
        if (script.plan.files().stream().anyMatch(Files::notExists)) {
            return;
        }
        var chosen = new ArrayList<Path>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            chosen.add(
                    script.plan.files().get(random.nextInt(script.plan.files().size())));
        }
        var distinct = List.copyOf(new HashSet<>(chosen)).stream().sorted().toList();
        Duplicates duplicates = Duplicates.values()[random.nextInt(3)];
        long batch = open.queue().add(distinct, new UploadForm(script.role.user, List.of("d"), "", "", duplicates));
        report("dropped " + distinct + " " + duplicates + " as " + batch);
        Set<String> names =
                distinct.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        memory.drops.add(
                new Memory.Drop(batch, names, machine.lives(), World.here().now()));
    }

    private void cancel(Machine.Open open) {
        List<UploadItem> items = open.queue().items(Set.of(UploadState.values()), 0, 100);
        List<UploadItem> underWay =
                items.stream().filter(item -> !item.state().isFinal()).toList();
        UploadItem item = any(underWay.isEmpty() ? items : underWay);
        if (item != null) {
            memory.hasCancelled = true;
            report("cancels " + item);
            open.queue().cancel(item.id());
        }
    }

    private void reopen() {
        report("closes the library");
        machine.close();
        Simulation.rest(random.nextInt(random.nextInt(2) == 0 ? 5_000 : 20));
        machine.open();
        report("has opened it again");
    }

    private void dropInAnotherProgram() {
        Path file = script.plan.files().getFirst();
        if (Files.notExists(file)) {
            return;
        }
        int life = machine.lives();
        machine.second(queue -> {
            Instant now = World.here().now();
            long batch = queue.add(
                    List.of(file), new UploadForm(script.role.user, List.of("s"), "", "", Duplicates.UPLOAD_ANYWAY));
            report("dropped " + file + " in another program as " + batch);
            memory.drops.add(new Memory.Drop(batch, Set.of(file.getFileName().toString()), life, now));
        });
    }

    private void report(String what) {
        machine.report(what);
    }

    /// Most often the first one, at which others are, too.
    private <T> T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextBoolean() ? 0 : random.nextInt(all.size()));
    }
}
