package dev.vitrine.simulation;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.repair.Report;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody at a machine, who does this and that, and remembers what was asked for and what was said to be done.
final class Person {
    /// As often as they stand here.
    private static final List<Act> ACTS = List.of(
            new Act(Part.DROP, Person::drop),
            new Act(Part.DROP, Person::drop),
            new Act(Part.DROP, Person::drop),
            new Act(Part.TAG, Person::tag),
            new Act(Part.TAG, Person::tag),
            new Act(Part.TAG_MANY, Person::tagMany),
            new Act(Part.TITLE, Person::title),
            new Act(Part.TITLE, Person::title),
            new Act(Part.TRASH, Person::trash),
            new Act(Part.TRASH, Person::trash),
            new Act(Part.RESTORE, Person::restore),
            new Act(Part.PURGE, Person::purge),
            new Act(Part.CANCEL, Person::cancel),
            new Act(Part.PAUSE, (_, open) -> open.queue().pause()),
            new Act(Part.PAUSE, (_, open) -> open.queue().resume()),
            new Act(Part.MOVE, Person::move),
            new Act(Part.DOCTOR, Person::repair),
            new Act(
                    Part.REST,
                    (person, _) ->
                            Simulation.rest(person.random.nextInt(person.random.nextInt(4) == 0 ? 60_000 : 2_000))));

    private final Machine machine;
    private final Random random;
    private final Script script;
    private final Predicate<String> isUploaded;
    private final int hurry;
    private int left;
    private int words;

    /// By the machine's batch id.
    final List<Drop> drops = new ArrayList<>();
    final Set<TaggedImage> tagged = new HashSet<>();
    final List<Titled> titled = new ArrayList<>();
    final Set<String> askedToTrash = new HashSet<>();
    final Set<String> askedToPurge = new HashSet<>();
    final Set<String> purged = new HashSet<>();
    /// What was not there though it had been said to be done.
    final List<String> unkept = new ArrayList<>();
    boolean hasCancelled;

    /// What somebody does.
    ///
    /// @param files to be dropped, all different
    /// @param without what is never done
    record Script(List<Path> files, String user, int acts, Set<Part> without) {}

    private record Act(Part part, BiConsumer<Person, Machine.Open> does) {}

    record Drop(long batchId, Set<String> names, int life) {}

    record TaggedImage(String imageId, String tag) {}

    /// @param before what it said when the title was typed
    record Titled(String imageId, String before) {}

    /// @param isUploaded whether somebody has been told that this image is uploaded
    Person(Machine machine, Random random, Script script, Predicate<String> isUploaded) {
        this.machine = machine;
        this.random = random;
        this.script = script;
        this.isUploaded = isUploaded;
        this.left = script.acts;
        this.hurry = random.nextBoolean() ? 500 : 40;
    }

    boolean isDone() {
        return left == 0;
    }

    /// Goes on, after a crash too.
    void work() {
        Machine.Open open = machine.open();
        while (left > 0) {
            Simulation.rest(random.nextInt(random.nextInt(8) == 0 ? 8_000 : hurry));
            left--;
            try {
                act(open);
            } catch (ImageException e) {
                tell("is told: " + e.getMessage()); // and does something else
            }
        }
    }

    private void act(Machine.Open open) {
        List<Act> acts = ACTS.stream()
                .filter(each -> !script.without.contains(each.part))
                .toList();
        acts.get(random.nextInt(acts.size())).does.accept(this, open);
    }

    private void drop(Machine.Open open) {
        var chosen = new ArrayList<Path>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            chosen.add(script.files.get(random.nextInt(script.files.size())));
        }
        var distinct = List.copyOf(new HashSet<>(chosen)).stream().sorted().toList();
        Duplicates duplicates = Duplicates.values()[random.nextInt(3)];
        long batch = open.queue().add(distinct, new UploadForm(script.user, List.of("d"), "", "", duplicates));
        tell("dropped " + distinct + " " + duplicates + " as " + batch);
        Set<String> names =
                distinct.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        drops.add(new Drop(batch, names, machine.lives()));
    }

    private void tag(Machine.Open open) {
        ImageRecord seen = any(live(open).toList());
        if (seen != null) {
            String tag = word();
            tell("tags " + seen.imageId() + " " + tag);
            open.images().edit(new ImageEdit(seen, seen.caption().withTag(tag)));
            tagged.add(new TaggedImage(seen.imageId(), tag));
            expect(open, seen.imageId(), row -> row.tags().contains(tag), "its new tag");
        }
    }

    private void tagMany(Machine.Open open) {
        List<String> ids = live(open).map(ImageRecord::imageId).toList();
        String tag = word();
        tell("tags all " + tag);
        var outcome =
                new BulkEdits(open.images()).edit(ids, (row, _) -> row.caption().withTag(tag), (_, _) -> true);
        outcome.changed().forEach(change -> tagged.add(new TaggedImage(change.imageId(), tag)));
    }

    private void title(Machine.Open open) {
        ImageRecord seen = any(live(open).toList());
        if (seen != null) {
            String title = word();
            Caption caption = seen.caption();
            tell("calls " + seen.imageId() + " " + title);
            open.images().edit(new ImageEdit(seen, new Caption(title, caption.description(), caption.tags())));
            titled.add(new Titled(seen.imageId(), seen.title()));
        }
    }

    /// One reads one's own writes.
    private void expect(Machine.Open open, String imageId, Predicate<ImageRecord> is, String what) {
        open.rows().stream()
                .filter(row -> row.imageId().equals(imageId) && !is.test(row))
                .forEach(row -> unkept.add("without " + what + ": " + row));
    }

    private void trash(Machine.Open open) {
        ImageRecord seen = any(open.rows());
        if (seen != null && open.images().keepsTrash()) {
            askedToTrash.add(seen.imageId());
            tell("trashes " + seen.imageId());
            open.images().trash(List.of(seen.imageId()));
        }
    }

    private void restore(Machine.Open open) {
        ImageRecord seen = any(
                open.rows().stream().filter(row -> row.deletedAt().isPresent()).toList());
        if (seen != null) {
            tell("restores " + seen.imageId());
            open.images().restore(List.of(seen.imageId()));
        }
    }

    private void purge(Machine.Open open) {
        ImageRecord row = any(open.rows());
        if (row != null) {
            askedToPurge.add(row.imageId());
            // An upload that nobody has been told of yet goes on, also when what it sent is
            // deleted meanwhile.
            boolean wasUploaded = isUploaded.test(row.imageId());
            BulkOutcome outcome = open.images().deletePermanently(List.of(SeenImage.of(row)), _ -> {});
            tell("asked to purge " + SeenImage.of(row) + ": " + outcome);
            if (wasUploaded) {
                purged.addAll(outcome.done());
            }
        }
    }

    private void cancel(Machine.Open open) {
        List<UploadItem> items = open.queue().items(Set.of(UploadState.values()), 0, 100);
        UploadItem item = any(items);
        if (item != null) {
            hasCancelled = true;
            tell("cancels " + item);
            open.queue().cancel(item.id());
        }
    }

    private void move(Machine.Open open) {
        ImageRecord seen = any(live(open).toList());
        if (seen != null) {
            String to = random.nextBoolean() ? "alice" : "bob";
            tell("moves " + seen.imageId() + " to " + to);
            tell("moved: " + open.moves().move(List.of(seen.imageId()), to, (_, _) -> true));
        }
    }

    private void repair(Machine.Open open) {
        Report report = open.doctor().examine(0, (_, _, _) -> {});
        tell("repairs " + report);
        tell("repaired " + open.doctor().repair(report, 100, (_, _, _) -> {}));
    }

    private static Stream<ImageRecord> live(Machine.Open open) {
        return open.rows().stream().filter(row -> row.deletedAt().isEmpty());
    }

    private String word() {
        return machine.process() + "-" + words++;
    }

    private void tell(String what) {
        machine.tell(what);
    }

    /// Most often the first one, at which others are, too.
    private <T> T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextBoolean() ? 0 : random.nextInt(all.size()));
    }
}
