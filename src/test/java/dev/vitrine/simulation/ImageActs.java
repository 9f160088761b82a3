package dev.vitrine.simulation;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.Orientation;
import dev.vitrine.image.SeenImage;
import dev.vitrine.image.TagPath;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.Progress;
import dev.vitrine.service.edit.BulkEdits;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.TagEdits;
import dev.vitrine.service.move.MoveOutcome;
import dev.vitrine.service.share.LinkRequest;
import dev.vitrine.service.share.SharedLink;
import dev.vitrine.service.share.SharedLinks;
import dev.vitrine.store.MetadataStore;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// What somebody does with images that are there, and what of it has to be true at once.
final class ImageActs {
    private static final List<String> BRANCHES = List.of("blue", "green");

    private final Actor actor;
    private final Random random;
    private final Memory memory;
    private final MetadataStore truth;
    private final Predicate<String> isUploaded;
    private final List<Edited> edits = new ArrayList<>();
    private final List<SharedLink> links = new ArrayList<>();

    /// @param tag that was added, or `""`
    /// @param forget what was remembered of it
    private record Edited(List<CaptionChange> inverse, String tag, Runnable forget) {}

    ImageActs(Actor actor, Predicate<String> isUploaded) {
        this.actor = actor;
        this.random = actor.random();
        this.memory = actor.memory();
        this.truth = actor.truth();
        this.isUploaded = isUploaded;
    }

    void tag(Machine.Open open) {
        actor.image(Actor.live(open)).ifPresent(seen -> tag(open, List.of(seen.imageId())));
    }

    void tagMany(Machine.Open open) {
        tag(open, Actor.ids(Actor.live(open)));
    }

    private void tag(Machine.Open open, List<String> ids) {
        String tag = (random.nextInt(3) == 0 ? actor.any(BRANCHES).orElseThrow() + "/" : "") + actor.word();
        actor.report("tags " + ids + " " + tag);
        var outcome =
                new BulkEdits(open.images()).edit(ids, (row, _) -> row.caption().withTag(tag), (_, _) -> true);
        actor.report("tagged: " + outcome.changed().size() + " " + outcome.failed());
        edits.add(new Edited(
                outcome.inverse(),
                tag,
                () -> memory.tagged.removeIf(tagged -> tagged.tag().equals(tag))));
        for (CaptionChange change : outcome.changed()) {
            memory.tagged.add(new Memory.TaggedImage(change.imageId(), tag));
            Actor.row(open, change.imageId()).ifPresent(row -> {
                memory.expect(Memory.keeps(row, tag), "without its new tag: " + row);
                memory.expect(
                        row.deletedAt().isPresent() || isFound(open, row, tag) || tag.contains("/"),
                        "not found by its new tag: " + row);
            });
        }
    }

    private static boolean isFound(Machine.Open open, ImageRecord row, String tag) {
        return open.images().search(ImageQuery.ALL.withAllTags(Set.of(tag))).contains(row.imageId());
    }

    void title(Machine.Open open) {
        actor.image(Actor.live(open)).ifPresent(seen -> {
            String title = actor.word();
            actor.report("calls " + seen.imageId() + " " + title);
            var before = new ArrayList<String>();
            var outcome = new BulkEdits(open.images())
                    .edit(
                            List.of(seen.imageId()),
                            (row, _) -> {
                                before.add(row.title());
                                return row.caption().withTitle(title);
                            },
                            (_, _) -> true);
            actor.report("called: " + outcome.changed().size() + " " + outcome.failed());
            if (!outcome.changed().isEmpty()) {
                memory.titled.add(new Memory.Titled(seen.imageId(), before.getLast()));
            }
        });
    }

    /// The last edit that was not undone yet.
    void undo(Machine.Open open) {
        if (edits.isEmpty()) {
            return;
        }
        Edited last = edits.removeLast();
        last.forget.run();
        actor.report("undoes " + last.tag);
        var outcome = new BulkEdits(open.images()).apply(last.inverse, (_, _) -> true);
        actor.report("undone: " + outcome.changed().size() + " " + outcome.failed());
        for (CaptionChange change : outcome.changed()) {
            truth.find(change.imageId())
                    .ifPresent(row -> memory.expect(!row.tags().contains(last.tag), "undone and still there: " + row));
        }
    }

    /// A branch of tags becomes another.
    void retag(Machine.Open open) {
        String branch = BRANCHES.get(random.nextInt(2));
        String name = BRANCHES.get(branch.equals(BRANCHES.getFirst()) ? 1 : 0);
        actor.report("retags " + branch + " " + name);
        var outcome = new TagEdits(open.images()).rename(TagPath.branch(branch), name, (_, _) -> true);
        actor.report("retagged: " + outcome.changed().size() + " " + outcome.failed());
        edits.add(new Edited(outcome.inverse(), "", () -> {}));
    }

    /// When it was taken, or how it is turned.
    void correct(Machine.Open open) {
        actor.image(Actor.live(open)).ifPresent(seen -> {
            boolean turns = random.nextBoolean();
            LocalDateTime moment = actor.moment();
            var before = new ArrayList<Correction>();
            actor.report("corrects " + seen.imageId() + " " + (turns ? "the turn" : moment));
            var outcome = new BulkEdits(open.images())
                    .correct(
                            List.of(seen.imageId()),
                            row -> {
                                before.add(row.correction());
                                Correction after = turns
                                        ? row.correction().turned(Orientation.TURN_RIGHT)
                                        : row.correction().withTakenAt(moment);
                                memory.turned(row.imageId(), row.correction());
                                memory.turned(row.imageId(), after);
                                return after;
                            },
                            (_, _) -> true);
            actor.report("corrected: " + outcome.changed().size() + " " + outcome.failed());
            if (turns || outcome.changed().isEmpty()) {
                return;
            }
            var dated = new Memory.Dated(seen.imageId(), before.getLast().takenAt());
            memory.dated.add(dated);
            edits.add(new Edited(outcome.inverse(), "", () -> memory.dated.remove(dated)));
        });
    }

    void trash(Machine.Open open) {
        if (open.images().keepsTrash()) {
            actor.image(open.rows()).ifPresent(seen -> {
                memory.askedToTrash.add(seen.imageId());
                actor.report("trashes " + seen.imageId());
                actor.report("trashed: " + open.images().trash(List.of(seen.imageId())));
            });
        }
    }

    void restore(Machine.Open open) {
        actor.image(open.rows().stream()
                        .filter(row -> row.deletedAt().isPresent())
                        .toList())
                .ifPresent(seen -> {
                    actor.report("restores " + seen.imageId());
                    BulkOutcome outcome = open.images().restore(List.of(seen.imageId()), Progress.UNSEEN);
                    actor.report("restored: " + outcome);
                    if (outcome.done().contains(seen.imageId())) {
                        Actor.row(open, seen.imageId())
                                .ifPresent(row -> memory.expect(
                                        !row.deletedAt().equals(seen.deletedAt()),
                                        "restored and still in the trash: " + row));
                    }
                });
    }

    void purge(Machine.Open open) {
        actor.image(open.rows()).ifPresent(row -> {
            memory.askedToPurge.add(row.imageId());
            SeenImage seen = SeenImage.of(row);
            Simulation.rest(random.nextInt(random.nextInt(2) == 0 ? 3_000 : 20)); // to think about it
            // An upload that nobody has been told of yet goes on, also when what it sent is
            // deleted meanwhile.
            boolean wasUploaded = isUploaded.test(row.imageId());
            Optional<ImageRecord> before = truth.find(row.imageId()).or(() -> truth.findTrashed(row.imageId()));
            boolean isChanged = before.stream().anyMatch(now -> isAnother(now, seen));
            if (before.isPresent() && !isChanged) {
                memory.askedToPurgeAsItWas.add(row.imageId());
            }
            BulkOutcome outcome = open.images().deletePermanently(List.of(seen), Progress.UNSEEN);
            actor.report("asked to purge " + seen + ": " + outcome);
            if (isChanged && !outcome.done().isEmpty()) {
                memory.purgedThoughChanged.add(row.imageId());
            }
            if (wasUploaded) {
                memory.purged.addAll(outcome.done());
            }
        });
    }

    /// For good: times of changes only grow, and no two stays in the trash begin at the same time.
    private static boolean isAnother(ImageRecord now, SeenImage seen) {
        return !now.isBeingPurged()
                && (now.updatedAt().isAfter(seen.updatedAt())
                        || seen.deletedAt().isPresent() && !now.deletedAt().equals(seen.deletedAt()));
    }

    void move(Machine.Open open) {
        actor.image(Actor.live(open)).ifPresent(seen -> {
            boolean isBobs = seen.userId().equals("bob") ^ random.nextInt(4) == 0;
            String to = isBobs ? "alice" : "bob"; // most often the other
            actor.report("moves " + seen.imageId() + " to " + to);
            boolean wasCut = !memory.cutMoves.add(seen.imageId());
            MoveOutcome outcome = open.moves().move(List.of(seen.imageId()), to, (_, _) -> true);
            actor.report("moved: " + outcome);
            memory.expect(
                    outcome.leftBehind() == 0 || !actor.machine().isUndisturbed(), "left behind for nothing: " + seen);
            if (outcome.leftBehind() == 0 && !wasCut) {
                memory.cutMoves.remove(seen.imageId());
            }
        });
    }

    /// At the picture itself.
    void look(Machine.Open open) {
        actor.image(open.rows()).ifPresent(row -> {
            actor.report("looks at " + row.imageId());
            try (var in = open.images().original(row).open()) {
                String hash = Sha256.of(ImageSource.ofBytes(row.title(), in.readAllBytes()), _ -> {});
                String expected = row.facts().text(Attribute.CONTENT_SHA256);
                memory.expect(expected.isEmpty() || expected.equals(hash), "other bytes are shown: " + row);
            } catch (IOException e) {
                actor.report("sees nothing: " + e);
            }
        });
    }

    /// A cleaned copy, or takes a link back.
    void share(Machine.Open open) {
        if (!links.isEmpty() && random.nextBoolean()) {
            SharedLink link = links.removeLast();
            memory.shared.remove(link.key().path());
            boolean mayHaveLeftBefore = memory.mayHaveLeftCopies;
            memory.mayHaveLeftCopies = true; // until it is said to be done
            open.links().removeCopies(List.of(link));
            memory.mayHaveLeftCopies = mayHaveLeftBefore;
            return;
        }
        actor.image(Actor.live(open)).ifPresent(row -> {
            memory.isSharing = true;
            actor.report("shares " + row.imageId());
            var wish = new LinkRequest(LinkRequest.Lifetime.WEEK, LinkRequest.Purpose.VIEW, true);
            SharedLinks made = open.links().make(List.of(row), wish, _ -> {});
            memory.isSharing = false;
            actor.report("shared: " + made);
            made.links().forEach(link -> memory.shared.add(link.key().path()));
            links.addAll(made.links());
            memory.mayHaveLeftCopies |= !made.failed().isEmpty();
        });
    }
}
