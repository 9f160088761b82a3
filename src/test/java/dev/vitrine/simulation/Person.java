package dev.vitrine.simulation;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.SeenImage;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// Somebody at a machine, who does this and that, and remembers what was asked for and what was said to be done.
final class Person {
    private final Machine machine;
    private final Random random;
    private final List<Path> files;
    private final String user;
    private final Predicate<String> isUploaded;
    private int left;
    private int tags;

    /// Drops, by the machine's batch id, and how many files each had.
    final List<Drop> drops = new ArrayList<>();
    final Set<TaggedImage> tagged = new HashSet<>();
    final Set<String> askedToTrash = new HashSet<>();
    final Set<String> askedToPurge = new HashSet<>();
    final Set<String> purged = new HashSet<>();
    boolean hasCancelled;

    record Drop(long batchId, int files, int life) {}

    record TaggedImage(String imageId, String tag) {}

    /// @param isUploaded whether somebody has been told that this image is uploaded
    Person(Machine machine, Random random, List<Path> files, String user, int acts, Predicate<String> isUploaded) {
        this.isUploaded = isUploaded;
        this.machine = machine;
        this.random = random;
        this.files = files;
        this.user = user;
        this.left = acts;
    }

    boolean isDone() {
        return left == 0;
    }

    /// Goes on, after a crash too.
    void work() {
        Machine.Open open = machine.open();
        while (left > 0) {
            sleep(random.nextInt(8) == 0 ? random.nextInt(8_000) : random.nextInt(500));
            left--;
            try {
                act(open);
            } catch (ImageException e) {
                tell("is told: " + e.getMessage()); // and does something else
            }
        }
    }

    private void act(Machine.Open open) {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> drop(open);
            case 3, 4 -> tag(open);
            case 5 -> trash(open);
            case 6 -> restore(open);
            case 7 -> purge(open);
            case 8 -> cancel(open);
            case 9 -> open.queue().pause();
            case 10 -> open.queue().resume();
            default -> sleep(random.nextInt(random.nextInt(4) == 0 ? 60_000 : 2_000));
        }
    }

    private void drop(Machine.Open open) {
        var chosen = new ArrayList<Path>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            chosen.add(files.get(random.nextInt(files.size())));
        }
        var distinct = List.copyOf(new HashSet<>(chosen)).stream().sorted().toList();
        Duplicates duplicates = Duplicates.values()[random.nextInt(3)];
        long batch = open.queue().add(distinct, new UploadForm(user, List.of("d"), "", "", duplicates));
        tell("dropped " + distinct + " " + duplicates + " as " + batch);
        drops.add(new Drop(batch, distinct.size(), machine.lives()));
    }

    private void tag(Machine.Open open) {
        ImageRecord seen = any(
                open.rows().stream().filter(row -> row.deletedAt().isEmpty()).toList());
        if (seen != null) {
            String tag = user + "-" + tags++;
            tell("tags " + seen.imageId() + " " + tag);
            open.images().edit(new ImageEdit(seen, seen.caption().withTag(tag)));
            tagged.add(new TaggedImage(seen.imageId(), tag));
        }
    }

    private void trash(Machine.Open open) {
        ImageRecord seen = any(open.rows());
        if (seen != null) {
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

    private void tell(String what) {
        machine.tell(what);
    }

    private <T> T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    private static void sleep(int millis) {
        try {
            World.here().sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
