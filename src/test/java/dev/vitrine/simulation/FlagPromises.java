package dev.vitrine.simulation;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.ui.actions.FlagKeys.Ending;
import dev.vitrine.ui.actions.FlagKeys.PressedKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each key is answered, and the last one of somebody is what is stored, unless it is told as not kept.
///
/// @param people the keys of each, as they were pressed
/// @param others images whose tags went to others, or came from them
record FlagPromises(List<List<PressedKey>> people, Set<String> others) {
    List<String> broken(Collection<ImageRecord> rows) {
        var wrong = new ArrayList<String>();
        for (List<PressedKey> keys : people) {
            keys.stream()
                    .filter(key -> key.imageIds().stream().anyMatch(id -> key.ending(id) == Ending.UNANSWERED))
                    .forEach(key -> wrong.add("a key is never answered: " + key));
        }
        rows.stream().filter(row -> !others.contains(row.imageId())).forEach(row -> look(row, wrong));
        return wrong;
    }

    private void look(ImageRecord row, List<String> wrong) {
        List<List<PressedKey>> said = people.stream()
                .map(keys -> keys.stream()
                        .filter(key -> key.imageIds().contains(row.imageId()))
                        .toList())
                .filter(keys -> !keys.isEmpty())
                .toList();
        boolean isAlone = said.size() == 1;
        boolean isTakenBack =
                said.stream().flatMap(List::stream).anyMatch(key -> key.flag().isEmpty());
        // What somebody takes back may be what another said.
        if (said.isEmpty() || !isAlone && isTakenBack) {
            return;
        }
        var possible = EnumSet.noneOf(Flag.class);
        said.forEach(keys -> possible.addAll(flags(keys, row.imageId())));
        boolean hasBoth = row.tags().contains(Flag.PICK.tag()) && row.tags().contains(Flag.REJECT.tag());
        if (!possible.contains(Flag.of(row.tags())) || isAlone && hasBoth) {
            wrong.add("not the last key, which would be " + possible + ": " + row + " after " + said);
        }
    }

    /// What the image may have by now. What is not known to be done may be done.
    private static Set<Flag> flags(List<PressedKey> keys, String imageId) {
        Map<PressedKey, Set<Flag>> before = new HashMap<>();
        Set<Flag> now = EnumSet.of(Flag.NONE);
        for (PressedKey key : keys) {
            before.put(key, now);
            Set<Flag> asked = key.flag()
                    .<Set<Flag>>map(EnumSet::of)
                    .orElseGet(() -> before.get(key.takenBack().orElseThrow()));
            Ending ending = key.ending(imageId);
            boolean isKnown = ending == Ending.STORED || ending == Ending.NOTHING && now.size() == 1;
            if (isKnown && (ending == Ending.STORED || key.flag().isPresent())) {
                now = asked;
            } else if (ending != Ending.NOTHING || key.flag().isPresent()) {
                now = EnumSet.copyOf(now);
                now.addAll(asked);
            }
        }
        return now;
    }
}
