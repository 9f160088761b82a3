package dev.vitrine.ui.filter;

import dev.vitrine.image.TagPath;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.StringProperty;

/// Which branches of tags are unfolded in the sidebar; remembered for each library.
final class OpenBranches {
    private static final int MAX = 200;

    private final StringProperty kept;
    private final LinkedHashSet<String> open = new LinkedHashSet<>();

    /// @param kept one tag a line
    OpenBranches(StringProperty kept) {
        this.kept = kept;
        kept.get().lines().filter(line -> !line.isEmpty()).forEach(open::add);
    }

    /// The tags of which the level below is shown.
    Set<String> tags() {
        return Set.copyOf(open);
    }

    void toggle(String branch) {
        String tag = TagPath.root(branch);
        if (!open.remove(tag)) {
            open.addLast(tag);
            if (open.size() > MAX) {
                open.removeFirst();
            }
        }
        keep();
    }

    /// A tag, or a branch of tags, has another name now.
    void follow(String tag, String name) {
        Set<String> renamed = open.stream()
                .map(each -> TagPath.renamed(each, tag, name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        open.clear();
        open.addAll(renamed);
        keep();
    }

    private void keep() {
        kept.set(open.stream().filter(tag -> tag.lines().count() == 1).collect(Collectors.joining("\n")));
    }
}
