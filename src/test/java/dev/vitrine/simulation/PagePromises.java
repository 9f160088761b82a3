package dev.vitrine.simulation;

import dev.vitrine.image.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is true of shared pages at rest.
///
/// @param purged images, perhaps: with them go their copies
/// @param gone images that are said to be deleted for good
record PagePromises(List<Memory> people, Set<String> keys, Set<String> purged, Set<String> gone) {
    private static final String INDEX = "index.html";

    List<String> broken() {
        var wrong = new ArrayList<String>();
        Map<String, Set<String>> parts = parts();
        var askedToTakeBack = new HashSet<String>();
        people.forEach(person -> askedToTakeBack.addAll(person.askedToTakeBack));
        for (Memory person : people) {
            for (String id : person.takenBack) {
                if (parts.containsKey(id)) {
                    wrong.add("left of a page that was taken back: " + id + parts.get(id));
                }
            }
            person.pages.forEach((id, images) -> {
                Set<String> there = parts.getOrDefault(id, Set.of());
                if (!askedToTakeBack.contains(id) && !there.containsAll(expected(images))) {
                    wrong.add("of a page with " + images + " there is " + there);
                }
            });
        }
        parts.forEach((id, there) -> {
            if (there.contains(INDEX) && !there.contains("page.json")) {
                wrong.add("a page that is open and in pieces: " + id + there);
            }
            if (there.contains(INDEX)) {
                there.stream()
                        .filter(part -> gone.contains(part.substring(part.indexOf('/') + 1)))
                        .forEach(part -> wrong.add("deleted for good and still on the page " + id + ": " + part));
            }
        });
        return wrong;
    }

    private Set<String> expected(Set<String> images) {
        var expected = new HashSet<>(Set.of(INDEX, "page.json"));
        images.stream().filter(id -> !purged.contains(id)).forEach(id -> {
            expected.add("large/" + id);
            expected.add("small/" + id);
        });
        return expected;
    }

    /// What there is of each page, but for its name.
    private Map<String, Set<String>> parts() {
        var parts = new HashMap<String, Set<String>>();
        keys.forEach(key -> page(key)
                .ifPresent(id -> parts.computeIfAbsent(id, _ -> new TreeSet<>())
                        .add(key.substring(ObjectKey.SHARED.length() + id.length() + 1))));
        return parts;
    }

    static Optional<String> page(String key) {
        return ObjectKey.ofShared(key).flatMap(ObjectKey::page);
    }
}
