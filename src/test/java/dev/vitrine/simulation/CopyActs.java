package dev.vitrine.simulation;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.fill.FactsFill;
import dev.vitrine.service.fill.FillOutcome;
import dev.vitrine.service.similar.LookAlikeMerge;
import dev.vitrine.service.similar.LookAlikeMerge.MergeOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Of images that look alike, one is to stay; and what is read for that.
final class CopyActs {
    private final Actor actor;
    private final List<MergeOutcome> merges = new ArrayList<>();

    CopyActs(Actor actor) {
        this.actor = actor;
    }

    /// Or takes the last one back.
    void merge(Machine.Open open) {
        var merge = new LookAlikeMerge(open.images());
        if (!merges.isEmpty() && actor.random().nextInt(3) == 0) {
            takeBack(merge, merges.removeLast());
            return;
        }
        List<String> live = Actor.ids(Actor.live(open));
        if (live.size() < 2) {
            return;
        }
        int at = actor.random().nextInt(Math.min(3, live.size()));
        String kept = live.get(at);
        String other = live.get(at == 0 ? 1 : 0);
        actor.memory().merged.add(new Memory.Merged(kept, other));
        actor.report("merges " + other + " into " + kept);
        MergeOutcome outcome = merge.merge(Map.of(kept, List.of(other)), (_, _) -> true);
        actor.report("merged: " + outcome);
        if (!outcome.edits().isEmpty() || !outcome.keptByTrashed().isEmpty()) {
            outcome.trashed().stream()
                    .flatMap(id -> outcome.seen().get(id).tags().stream())
                    .forEach(tag -> actor.memory().inherited.add(new Memory.TaggedImage(kept, tag)));
            merges.add(outcome);
        }
    }

    private void takeBack(LookAlikeMerge merge, MergeOutcome done) {
        done.edits().forEach(edit -> actor.memory().unmerged.add(edit.imageId()));
        actor.report("takes back " + done);
        actor.report("taken back: " + merge.takeBack(done, (_, _) -> true));
    }

    /// Camera or hash, which needs previews.
    void fill(Machine.Open open) {
        for (ImageRecord row : Actor.live(open)) {
            if (actor.random().nextInt(3) == 0) {
                open.images().makePreview(row);
            }
        }
        FactsFill fill = open.fills().get(actor.random().nextInt(2));
        FillOutcome outcome = fill.run((_, _) -> true);
        actor.report("filled: " + outcome);
    }
}
