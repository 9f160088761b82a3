package dev.vitrine.ui.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Any history of clicks, keys and changes of what is shown leaves the selection where a plain model says. The seed of
/// a failure is in its message; `-Dvitrine.test.seed=N` plays that history alone.
class SelectionModelTest {
    private static final int HISTORIES = 2_000;
    private static final int STEPS = 100;

    @Test
    void anyHistoryAgreesWithTheReferenceModel() {
        Long one = Long.getLong("vitrine.test.seed");
        long first = one != null ? one : System.nanoTime();
        var played = new LinkedHashMap<String, Integer>();
        for (long seed = first; seed < first + (one != null ? 1 : HISTORIES); seed++) {
            new History(seed, played).play();
        }
        System.out.println("selection: seeds from " + first + ", steps "
                + played.values().stream().mapToInt(Integer::intValue).sum() + " " + played);
        if (one == null) {
            assertEquals(
                    List.of(),
                    played.entrySet().stream()
                            .filter(step -> step.getValue() < 1_000)
                            .toList(),
                    "every kind of step was really played");
        }
    }

    /// One flag an image; everything is worked out from whole lists at the moment of use.
    private static final class Reference {
        private final Map<String, Boolean> selected = new LinkedHashMap<>();
        private String anchor;
        private String lead;

        Set<String> ids() {
            var ids = new TreeSet<String>();
            selected.forEach((id, is) -> {
                if (is) {
                    ids.add(id);
                }
            });
            return ids;
        }

        boolean has(String id) {
            return selected.getOrDefault(id, false);
        }

        void none() {
            selected.clear();
        }

        void stand(String id) {
            anchor = id;
            lead = id;
        }

        void range(List<String> shown, String id, boolean adding) {
            if (!adding) {
                none();
            }
            if (anchor == null) {
                anchor = id;
            }
            boolean inside = false;
            for (String each : shown) {
                boolean edge = each.equals(anchor) || each.equals(id);
                if (edge || inside) {
                    selected.put(each, true);
                }
                if (edge && !anchor.equals(id)) {
                    inside = !inside;
                }
            }
            lead = id;
        }

        void follow(List<String> before, List<String> after) {
            selected.keySet().removeIf(id -> !after.contains(id));
            if (lead != null && !after.contains(lead)) {
                int place = before.indexOf(lead);
                var nearest = new ArrayList<>(before.subList(place, before.size()));
                nearest.addAll(before.subList(0, place).reversed());
                lead = nearest.stream().filter(after::contains).findFirst().orElse(null);
            }
            if (anchor != null && !after.contains(anchor)) {
                anchor = lead;
            }
        }
    }

    private static final class History {
        private final long seed;
        private final Random random;
        private final Map<String, Integer> played;
        private final Selection selection = new Selection();
        private final Reference reference = new Reference();
        private List<String> shown = new ArrayList<>();
        private int made;

        History(long seed, Map<String, Integer> played) {
            this.seed = seed;
            this.random = new Random(seed);
            this.played = played;
            arrive(30);
        }

        private record Step(String name, Consumer<History> play) {}

        private static final List<Step> KINDS = List.of(
                new Step("click", History::click),
                new Step("ctrl+click", History::toggle),
                new Step("shift", history -> history.shift(false)),
                new Step("ctrl+shift", history -> history.shift(true)),
                new Step("ctrl+arrow", History::moveLead),
                new Step("band", history -> history.band(false, false)),
                new Step("shift+band", history -> history.band(true, false)),
                new Step("ctrl+band", history -> history.band(true, true)),
                new Step("ctrl+month", History::toggleRun),
                new Step("all", History::all),
                new Step("invert", History::invert),
                new Step("none", History::none),
                new Step("arrive", history -> history.arrive(1 + history.random.nextInt(4))),
                new Step("leave", History::leave),
                new Step("lead leaves", History::leadLeaves),
                new Step("re-sort", History::sort),
                new Step("filter", History::filter));

        void play() {
            for (int step = 0; step < STEPS; step++) {
                Step kind = KINDS.get(random.nextInt(KINDS.size()));
                List<String> before = List.copyOf(shown);
                kind.play().accept(this);
                if (!before.equals(shown)) {
                    reference.follow(before, shown);
                    selection.follow(new ListResult(before), new ListResult(List.copyOf(shown)));
                }
                played.merge(kind.name(), 1, Integer::sum);
                String where = "seed " + seed + ", step " + step + " (" + kind.name() + ")";
                assertEquals(reference.ids(), new TreeSet<>(selection.ids()), where);
                assertEquals(Optional.ofNullable(reference.anchor), selection.anchor(), where);
                assertEquals(Optional.ofNullable(reference.lead), selection.lead(), where);
            }
        }

        private String any() {
            return shown.get(random.nextInt(shown.size()));
        }

        private ListResult result() {
            return new ListResult(List.copyOf(shown));
        }

        private List<String> run() {
            int from = random.nextInt(shown.size());
            return List.copyOf(shown.subList(from, Math.min(shown.size(), from + 1 + random.nextInt(8))));
        }

        private void click() {
            String id = any();
            selection.selectOnly(id);
            reference.none();
            reference.selected.put(id, true);
            reference.stand(id);
        }

        private void toggle() {
            String id = any();
            selection.toggle(id);
            reference.selected.put(id, !reference.has(id));
            reference.stand(id);
        }

        private void shift(boolean adding) {
            String id = any();
            selection.extendTo(id, result(), adding);
            reference.range(shown, id, adding);
        }

        private void moveLead() {
            String id = any();
            selection.moveLead(id);
            reference.lead = id;
        }

        private void band(boolean keeping, boolean toggling) {
            Set<String> kept = keeping ? Set.copyOf(selection.ids()) : Set.of();
            List<String> touched = run();
            selection.selectBand(kept, touched, toggling);
            if (!keeping) {
                reference.none();
            }
            boolean keptSome = !reference.ids().isEmpty();
            touched.forEach(id -> reference.selected.put(id, !toggling || !reference.has(id)));
            if (!keptSome) {
                reference.stand(touched.getFirst());
            }
        }

        private void toggleRun() {
            List<String> run = run();
            selection.toggleRun(run);
            boolean whole = run.stream().allMatch(reference::has);
            run.forEach(id -> reference.selected.put(id, !whole));
            reference.stand(run.getFirst());
        }

        private void all() {
            selection.selectAll(result());
            shown.forEach(id -> reference.selected.put(id, true));
        }

        private void invert() {
            selection.invert(result());
            shown.forEach(id -> reference.selected.put(id, !reference.has(id)));
        }

        private void none() {
            selection.clear();
            reference.none();
        }

        private void arrive(int count) {
            shown = new ArrayList<>(shown);
            for (int i = 0; i < count; i++) {
                shown.add(random.nextInt(shown.size() + 1), "i" + made++);
            }
        }

        private void leave() {
            shown = new ArrayList<>(shown);
            for (int i = random.nextInt(4); i >= 0 && shown.size() > 3; i--) {
                shown.remove(random.nextInt(shown.size()));
            }
        }

        /// The hard case, with its neighbors on either side.
        private void leadLeaves() {
            int at = Math.max(0, shown.indexOf(reference.lead));
            int from = Math.max(0, at - random.nextInt(3));
            int to = Math.min(shown.size(), at + 1 + random.nextInt(3));
            if (shown.size() - (to - from) >= 3) {
                shown = new ArrayList<>(shown);
                shown.subList(from, to).clear();
            }
        }

        private void sort() {
            shown = new ArrayList<>(shown);
            Collections.shuffle(shown, random);
        }

        private void filter() {
            var left = new ArrayList<>(
                    shown.stream().filter(_ -> random.nextInt(4) > 0).toList());
            if (left.size() >= 3) {
                shown = left;
            }
        }
    }
}
