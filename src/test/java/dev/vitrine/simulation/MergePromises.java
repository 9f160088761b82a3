package dev.vitrine.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Of images that somebody made one of, one is live at least.
record MergePromises(List<Memory.Merged> merges) {
    boolean isOther(String imageId) {
        return merges.stream().anyMatch(merged -> merged.other().equals(imageId));
    }

    Set<String> images() {
        var images = new HashSet<String>();
        merges.forEach(merged -> images.addAll(List.of(merged.kept(), merged.other())));
        return images;
    }

    /// @param explained images that are not live for another reason
    List<String> broken(Set<String> live, Set<String> explained) {
        var wrong = new ArrayList<String>();
        var left = new HashSet<>(merges);
        while (!left.isEmpty()) {
            Set<String> group = group(left);
            left.removeIf(merged -> group.contains(merged.kept()));
            if (group.stream().noneMatch(live::contains) && group.stream().noneMatch(explained::contains)) {
                wrong.add("no copy is left of " + group);
            }
        }
        return wrong;
    }

    private static Set<String> group(Set<Memory.Merged> merges) {
        Memory.Merged first = merges.iterator().next();
        var group = new TreeSet<>(Set.of(first.kept(), first.other()));
        int before = 0;
        while (before < group.size()) {
            before = group.size();
            merges.stream()
                    .filter(merged -> group.contains(merged.kept()) || group.contains(merged.other()))
                    .forEach(merged -> group.addAll(Set.of(merged.kept(), merged.other())));
        }
        return group;
    }
}
