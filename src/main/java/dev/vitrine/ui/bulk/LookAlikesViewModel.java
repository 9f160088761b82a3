package dev.vitrine.ui.bulk;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.service.similar.LookAlikes;
import dev.vitrine.service.similar.LookAlikes.Other;
import dev.vitrine.ui.support.DismissedGroups;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Groups of images that look alike: of each, which ones are to go. Copies are proposed, what is in doubt or
/// not shown never is.
public final class LookAlikesViewModel {
    private static final int SHOWN = 24;

    private final DismissedGroups left;
    private final List<LookAlikeGroup> all = new ArrayList<>();
    private final ObservableList<LookAlikeGroup> groups = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper going = new ReadOnlyIntegerWrapper();
    private final ReadOnlyIntegerWrapper unread = new ReadOnlyIntegerWrapper();

    /// @param left the groups that are left alone, one a line
    public LookAlikesViewModel(StringProperty left) {
        this.left = new DismissedGroups(left);
    }

    /// Shows more groups, after those that are shown.
    ///
    /// @param unread how many others there are
    public void add(List<LookAlikes> found, int unread) {
        List<LookAlikeGroup> more = found.stream()
                .map(each -> new LookAlikeGroup(each, SHOWN, Other::isCopy))
                .toList();
        all.addAll(more);
        groups.addAll(shown(more));
        this.unread.set(unread);
        count();
    }

    /// One that may go.
    record LookAlikeChoice(Other other, BooleanProperty goes) {}

    /// The best of some images that look alike, and the others.
    final class LookAlikeGroup {
        private final LookAlikes found;
        private final List<LookAlikeChoice> others;
        private int shown;

        private LookAlikeGroup(LookAlikes found, int shown, Predicate<Other> goes) {
            this.found = found;
            this.shown = Math.min(shown, found.others().size());
            List<Other> seen = found.others().subList(0, this.shown);
            others = found.others().stream()
                    .map(other -> new LookAlikeChoice(
                            other, new SimpleBooleanProperty(seen.contains(other) && goes.test(other))))
                    .toList();
            others.forEach(other -> other.goes().subscribe((_, _) -> count()));
        }

        ImageRecord best() {
            return found.best();
        }

        List<LookAlikeChoice> others() {
            return others;
        }

        /// How many more there are that are not shown, and stay.
        int hidden() {
            return others.size() - shown + found.unread();
        }

        boolean hasMore() {
            return shown < others.size();
        }

        /// Those among the others that are shown: no other one goes.
        List<LookAlikeChoice> shown() {
            return others.subList(0, shown);
        }

        /// Shows some more of them.
        void showMore() {
            int before = shown;
            shown = Math.min(shown + SHOWN, others.size());
            others.subList(before, shown)
                    .forEach(choice -> choice.goes().set(choice.other().isCopy()));
        }

        /// All that are shown go, or none where some do.
        void turnAll() {
            boolean goes = going().isEmpty();
            shown().forEach(choice -> choice.goes().set(goes));
        }

        private boolean goes(String imageId) {
            return going().contains(imageId);
        }

        private List<String> going() {
            return others.stream()
                    .filter(other -> other.goes().get())
                    .map(other -> other.other().image().imageId())
                    .toList();
        }

        private String line() {
            String ids = Stream.concat(
                            Stream.of(best()),
                            others.stream().map(other -> other.other().image()))
                    .map(ImageRecord::imageId)
                    .sorted()
                    .collect(Collectors.joining("\t"));
            return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    ObservableList<LookAlikeGroup> groups() {
        return groups;
    }

    /// How many groups are not shown yet.
    public ReadOnlyIntegerProperty unreadProperty() {
        return unread.getReadOnlyProperty();
    }

    /// Whether there are groups that are not shown: left alone, or not read yet.
    boolean hidesGroups() {
        return all.size() > groups.size() || unread.get() > 0;
    }

    /// How many images are to go, of all groups that are shown.
    ReadOnlyIntegerProperty goingProperty() {
        return going.getReadOnlyProperty();
    }

    /// Which are to go, by the one that stays.
    Map<String, List<String>> chosen() {
        Map<String, List<String>> chosen = new LinkedHashMap<>();
        for (LookAlikeGroup group : groups) {
            List<String> ids = group.going();
            if (!ids.isEmpty()) {
                chosen.put(group.best().imageId(), ids);
            }
        }
        return chosen;
    }

    /// Another one of a group is to stay. What is ticked stays so where it looks like that one too; the one that
    /// was to stay takes its place.
    ///
    /// @return the group as it is now
    LookAlikeGroup keep(LookAlikeGroup group, ImageRecord kept) {
        String instead = group.best().imageId();
        Set<String> doubted = group.others.stream()
                .filter(choice -> !choice.other().isCopy())
                .map(choice -> choice.other().image().imageId())
                .collect(Collectors.toSet());
        var changed = new LookAlikeGroup(group.found.withBest(kept), group.shown, other -> {
            String id = other.image().imageId();
            boolean isMeant = doubted.contains(id) && other.distance() <= PerceptualHash.MAX_DISTANCE;
            return group.goes(id.equals(instead) ? kept.imageId() : id) && (other.isCopy() || isMeant);
        });
        all.set(all.indexOf(group), changed);
        groups.set(groups.indexOf(group), changed);
        count();
        return changed;
    }

    /// They are not the same, and are not shown again on this machine.
    void leave(LookAlikeGroup group) {
        groups.remove(group);
        left.add(group.line());
        count();
    }

    /// Those that were left alone, too.
    void showAll() {
        left.forget();
        groups.setAll(all);
        count();
    }

    StringProperty leftProperty() {
        return left.lines();
    }

    private List<LookAlikeGroup> shown(List<LookAlikeGroup> of) {
        Set<String> hidden = left.all();
        return of.stream().filter(group -> !hidden.contains(group.line())).toList();
    }

    private void count() {
        going.set(groups.stream().mapToInt(group -> group.going().size()).sum());
    }
}
