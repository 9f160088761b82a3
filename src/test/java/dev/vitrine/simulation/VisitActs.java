package dev.vitrine.simulation;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.upload.item.Receipt;
import dev.vitrine.service.upload.item.UploadForm;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadItem;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.world.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What somebody does in another library, while things are under way in the first: uploads something and tags it, and
/// leaves before or after all is done.
final class VisitActs {
    private final Actor actor;
    private final List<Path> files;
    private final String user;
    private final VisitMemory memory;

    VisitActs(Actor actor, List<Path> files, String user) {
        this.actor = actor;
        this.files = files;
        this.user = user;
        memory = actor.memory().elsewhere;
    }

    void act() {
        actor.report("goes to the other library");
        actor.machine().visit(this::stay);
        actor.report("is back from the other library");
    }

    private void stay(Machine.Open other) {
        if (memory.isEmpty() || actor.random().nextBoolean()) {
            actor.any(files).filter(Files::exists).ifPresent(file -> drop(other, file));
        }
        Simulation.rest(actor.random().nextInt(actor.random().nextInt(2) == 0 ? 4_000 : 40));
        actor.any(Actor.live(other)).ifPresent(row -> tag(other, row));
    }

    private void drop(Machine.Open other, Path file) {
        int life = actor.machine().lives();
        long batch =
                other.queue().add(List.of(file), new UploadForm(user, List.of("e"), "", "", Duplicates.UPLOAD_ANYWAY));
        actor.report("dropped " + file + " there as " + batch);
        Set<String> names = Set.of(file.getFileName().toString());
        memory.drops.add(new Memory.Drop(batch, names, life, World.here().now()));
    }

    private void tag(Machine.Open other, ImageRecord row) {
        String tag = actor.word();
        var outcome = new BulkEdits(other.images())
                .edit(List.of(row.imageId()), (seen, _) -> seen.caption().withTag(tag), (_, _) -> true);
        actor.report("tagged there: " + outcome.changed().size() + " " + outcome.failed());
        outcome.changed().forEach(change -> memory.tagged.add(new Memory.TaggedImage(change.imageId(), tag)));
    }

    /// Once more, when all troubles have ended: what was asked for there is done.
    void settle() {
        if (!memory.isEmpty()) {
            actor.machine().visit(this::settle);
        }
    }

    private void settle(Machine.Open other) {
        other.queue().retryFailed();
        while (!other.queue().snapshot().totals().isIdle()) {
            Simulation.rest(200);
        }
        var receipts =
                other.queue().receipts(1000).stream().collect(Collectors.toMap(Receipt::batchId, Function.identity()));
        for (Memory.Drop drop : memory.drops) {
            Optional<Receipt> receipt = Optional.ofNullable(receipts.get(drop.batchId()));
            actor.memory()
                    .expect(
                            receipt.stream().anyMatch(each -> each.complete() && each.selected() == 1)
                                    || receipt.isEmpty()
                                            && drop.life() < actor.machine().lives(),
                            "a drop elsewhere: " + drop + " " + receipt);
        }
        WatchPromises.items(other.queue())
                .filter(item -> item.state() == UploadState.DONE)
                .forEach(this::isUploaded);
    }

    private void isUploaded(UploadItem item) {
        memory.uploaded.put(item.imageId().orElseThrow(), item.sha256());
    }
}
