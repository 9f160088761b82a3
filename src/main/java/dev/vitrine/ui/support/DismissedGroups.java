package dev.vitrine.ui.support;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;

/// Groups that look alike and are left alone by somebody who looked: the newest of them, one a line.
///
/// @param lines where they are remembered
public record DismissedGroups(StringProperty lines) {
    private static final int MAX = 500;

    public Set<String> all() {
        return lines.get().lines().collect(Collectors.toSet());
    }

    public void add(String group) {
        long count = lines.get().lines().count() + 1;
        lines.set(Stream.concat(lines.get().lines(), Stream.of(group))
                .skip(Math.max(0, count - MAX))
                .collect(Collectors.joining("\n")));
    }

    public void forget() {
        lines.set("");
    }
}
