package dev.vitrine.ui.bulk;

import dev.vitrine.image.TagPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;

/// Tags that somebody wants at hand: those pinned, in the order in which they were, and those put on images last,
/// newest first. Remembered for each library.
public final class QuickTags {
    private static final int MAX_PINNED = 40;
    private static final int MAX_RECENT = 20;

    private final StringProperty pinned;
    private final StringProperty recent;

    /// @param pinned one tag a line, as is `recent`
    public QuickTags(StringProperty pinned, StringProperty recent) {
        this.pinned = pinned;
        this.recent = recent;
    }

    List<String> pinned() {
        return read(pinned);
    }

    List<String> recent() {
        return read(recent);
    }

    boolean isPinned(String tag) {
        return pinned().contains(tag);
    }

    /// Of too many, the one that was pinned last has to go.
    void togglePin(String tag) {
        var tags = new ArrayList<>(pinned());
        if (!tags.remove(tag)) {
            tags.add(Math.min(tags.size(), MAX_PINNED - 1), tag);
        }
        keep(pinned, tags, MAX_PINNED);
    }

    void used(String tag) {
        var tags = new ArrayList<>(recent());
        tags.remove(tag);
        tags.addFirst(tag);
        keep(recent, tags, MAX_RECENT);
    }

    /// A tag, or a branch of tags, has another name now.
    void follow(String tag, String name) {
        keep(pinned, renamed(pinned(), tag, name), MAX_PINNED);
        keep(recent, renamed(recent(), tag, name), MAX_RECENT);
    }

    private static List<String> renamed(List<String> tags, String tag, String name) {
        return tags.stream()
                .map(each -> TagPath.renamed(each, tag, name))
                .distinct()
                .toList();
    }

    private static List<String> read(StringProperty kept) {
        return kept.get().lines().filter(line -> !line.isBlank()).distinct().toList();
    }

    private static void keep(StringProperty kept, List<String> tags, int max) {
        kept.set(
                tags.stream().filter(tag -> tag.lines().count() == 1).limit(max).collect(Collectors.joining("\n")));
    }
}
