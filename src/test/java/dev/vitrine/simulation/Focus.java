package dev.vitrine.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// What one run is about. Most runs are narrow: few acts of few kinds, at one image or two, in a hurry, with one kind
/// of trouble that is there often. What has to coincide does so there. The others are wide: everything a little.
///
/// @param plan without what this run is not about
/// @param fault of a narrow run, if any
record Focus(CloudRun.Plan plan, boolean isNarrow, Optional<Part> fault) {
    private static final int FILES = 2;
    private static final int FEW_ACTS = 4;
    private static final int SOON = 2_000;

    /// What has to come together, each with a fault that the program has to bear.
    ///
    /// @param acts that get into each other's way
    /// @param circumstances that are there each time
    /// @param faults one of which is there; none for any or none
    private record Crossing(Set<Part> acts, Set<Part> circumstances, Set<Part> faults) {
        Crossing(Part... acts) {
            this(parts(acts), parts(), parts());
        }

        Crossing with(Part... parts) {
            return new Crossing(acts, parts(parts), faults);
        }

        Crossing under(Part... parts) {
            return new Crossing(acts, circumstances, parts(parts));
        }

        static Crossing of(Set<Part> about) {
            return new Crossing(both(about, Part.ACTS), both(about, Part.CIRCUMSTANCES), both(about, Part.FAULTS));
        }

        private static Set<Part> both(Set<Part> some, Set<Part> others) {
            var both = EnumSet.copyOf(some);
            both.retainAll(others);
            return both;
        }

        private static Set<Part> parts(Part... parts) {
            var set = EnumSet.noneOf(Part.class);
            set.addAll(List.of(parts));
            return set;
        }
    }

    private static final List<Crossing> CROSSINGS = List.of(
            new Crossing(),
            new Crossing(Part.TAG, Part.TITLE),
            new Crossing(Part.TAG, Part.TAG_MANY, Part.UNDO),
            new Crossing(Part.TAG, Part.PURGE),
            new Crossing(Part.TITLE, Part.TRASH, Part.PURGE),
            new Crossing(Part.TRASH, Part.RESTORE),
            new Crossing(Part.TRASH, Part.RESTORE, Part.PURGE),
            new Crossing(Part.MOVE),
            new Crossing(Part.MOVE, Part.PURGE),
            new Crossing(Part.MOVE).under(Part.SLOW, Part.LATE),
            new Crossing(Part.MOVE, Part.DOCTOR, Part.PAGE).under(Part.CUT),
            new Crossing(Part.PAGE, Part.SHARE, Part.PURGE).under(Part.SLOW, Part.LATE),
            new Crossing(Part.TAG, Part.TITLE).with(Part.BAN).under(Part.SLOW, Part.LATE),
            new Crossing(Part.MOVE, Part.TAG, Part.TRASH),
            new Crossing(Part.CANCEL),
            new Crossing(Part.CANCEL, Part.PAUSE, Part.SECOND_QUEUE),
            new Crossing(Part.DOCTOR),
            new Crossing(Part.DOCTOR, Part.CANCEL, Part.PURGE),
            new Crossing(Part.LOOK, Part.SHARE),
            new Crossing(Part.SHARE, Part.PURGE),
            new Crossing().with(Part.LOSS),
            new Crossing(Part.PURGE).with(Part.LOSS),
            new Crossing(Part.MOVE).with(Part.LOSS),
            new Crossing().with(Part.CRASH),
            new Crossing().with(Part.CRASH, Part.SWEPT).under(Part.LATE, Part.LOST, Part.SLOW),
            new Crossing().with(Part.CRASH).under(Part.LOST, Part.LATE, Part.CUT, Part.OVERTAKEN),
            new Crossing(Part.PURGE).with(Part.CRASH),
            new Crossing(Part.PURGE, Part.TRASH, Part.RESTORE).with(Part.BAN),
            new Crossing(Part.MOVE).with(Part.CRASH),
            new Crossing(Part.MOVE).with(Part.BAN),
            new Crossing(Part.CANCEL).with(Part.CRASH).under(Part.SLOW, Part.LATE, Part.OVERTAKEN, Part.LOST),
            new Crossing(Part.CANCEL).under(Part.LOST, Part.CUT, Part.LATE, Part.OVERTAKEN),
            new Crossing(Part.SECOND_QUEUE).with(Part.CRASH).under(Part.SLOW, Part.LATE, Part.LOST),
            new Crossing(Part.TAG, Part.TITLE).under(Part.LATE, Part.SLOW, Part.CUT, Part.LOST),
            new Crossing(Part.TAG_MANY).under(Part.LEFT_OUT, Part.BROKEN, Part.THROTTLED),
            new Crossing(Part.TRASH, Part.RESTORE).under(Part.CANCELED, Part.LOST, Part.CUT, Part.LATE),
            new Crossing(Part.TAG, Part.TRASH).with(Part.CRASH, Part.LAG),
            new Crossing(Part.TAG, Part.TITLE).with(Part.LAG, Part.OTHER_PROGRAM),
            new Crossing(Part.TAG, Part.PURGE).with(Part.SPLIT),
            new Crossing(Part.TAG, Part.TITLE).with(Part.ASIDE).under(Part.SLOW, Part.LATE, Part.LOST),
            new Crossing(Part.TAG, Part.TITLE, Part.REOPEN).with(Part.ASIDE).under(Part.SLOW, Part.LATE),
            new Crossing(Part.TAG, Part.MOVE, Part.PURGE).with(Part.ASIDE),
            new Crossing(Part.TAG, Part.TITLE).with(Part.ASIDE, Part.BAN).under(Part.SLOW, Part.LATE),
            new Crossing(Part.TAG, Part.PURGE).with(Part.SUSPEND),
            new Crossing(Part.TRASH).with(Part.SUSPEND, Part.OTHER_PROGRAM),
            new Crossing(Part.TAG).with(Part.SUSPEND, Part.PARTIAL),
            new Crossing(Part.TAG, Part.TITLE).with(Part.SUSPEND).under(Part.SLOW),
            new Crossing(Part.TAG, Part.PURGE).with(Part.LAG).under(Part.FORGOTTEN),
            new Crossing(Part.PURGE).with(Part.LOSS).under(Part.SLOW),
            new Crossing(Part.DOCTOR).under(Part.SLOW, Part.LATE),
            new Crossing(Part.SHARE, Part.PURGE).with(Part.CRASH),
            new Crossing(Part.RETAG, Part.TAG),
            new Crossing(Part.RETAG, Part.TAG, Part.UNDO),
            new Crossing(Part.CORRECT),
            new Crossing(Part.CORRECT, Part.UNDO, Part.TITLE),
            new Crossing(Part.CORRECT, Part.TRASH, Part.RESTORE),
            new Crossing(Part.CORRECT, Part.FILL).with(Part.OTHER_PROGRAM),
            new Crossing(Part.FILL, Part.TITLE, Part.TRASH).with(Part.OTHER_PROGRAM),
            new Crossing(Part.ALBUM),
            new Crossing(Part.ALBUM).under(Part.LOST, Part.CUT, Part.LATE, Part.OVERTAKEN, Part.BROKEN),
            new Crossing(Part.ALBUM).with(Part.CRASH),
            new Crossing(Part.ALBUM, Part.PURGE, Part.TRASH),
            new Crossing(Part.FLAG),
            new Crossing(Part.FLAG).under(Part.SLOW, Part.LATE, Part.LOST, Part.BROKEN),
            new Crossing(Part.FLAG).with(Part.CRASH),
            new Crossing(Part.FLAG, Part.TAG, Part.UNDO),
            new Crossing(Part.FLAG, Part.TRASH, Part.PURGE),
            new Crossing(Part.ADOPT),
            new Crossing(Part.ADOPT, Part.CANCEL),
            new Crossing(Part.ADOPT, Part.PURGE, Part.TRASH),
            new Crossing(Part.ADOPT).with(Part.CRASH),
            new Crossing(Part.ADOPT, Part.CANCEL).under(Part.SLOW, Part.LATE, Part.BROKEN),
            new Crossing(Part.ADOPT).with(Part.CRASH).under(Part.SLOW, Part.LATE, Part.BROKEN),
            new Crossing(Part.WATCH),
            new Crossing(Part.WATCH, Part.REOPEN),
            new Crossing(Part.WATCH).with(Part.CRASH),
            new Crossing(Part.REOPEN, Part.TAG, Part.TITLE),
            new Crossing(Part.REOPEN, Part.FLAG),
            new Crossing(Part.REOPEN, Part.MOVE).under(Part.SLOW, Part.LATE, Part.LOST),
            new Crossing(Part.REOPEN, Part.CANCEL, Part.PAUSE),
            new Crossing(Part.VISIT),
            new Crossing(Part.VISIT, Part.TAG, Part.UNDO),
            new Crossing(Part.VISIT, Part.FLAG, Part.MOVE),
            new Crossing(Part.VISIT, Part.CANCEL, Part.PAUSE),
            new Crossing(Part.VISIT, Part.WATCH),
            new Crossing(Part.VISIT).with(Part.CRASH),
            new Crossing(Part.VISIT, Part.PAGE, Part.PURGE).under(Part.SLOW, Part.LATE, Part.LOST),
            new Crossing(Part.PAGE),
            new Crossing(Part.PAGE, Part.PURGE),
            new Crossing(Part.PAGE).with(Part.CRASH),
            new Crossing(Part.PAGE).with(Part.BAN),
            new Crossing(Part.MERGE),
            new Crossing(Part.MERGE).with(Part.BAN),
            new Crossing(Part.MERGE).with(Part.CRASH),
            new Crossing(Part.MERGE).under(Part.LOST, Part.SLOW, Part.LATE, Part.REFUSED),
            new Crossing(Part.MERGE, Part.TAG, Part.TITLE));

    static Focus of(CloudRun.Plan plan, Random random) {
        if (plan.about().isEmpty() && random.nextInt(4) == 0) {
            return new Focus(plan, false, Optional.empty());
        }
        var parts = EnumSet.of(Part.DROP);
        // One machine takes less than half the time of two.
        if (random.nextInt(2) == 0) {
            parts.add(Part.SECOND_MACHINE);
        }
        Crossing crossing = plan.about().isEmpty() ? any(random) : Crossing.of(plan.about());
        parts.addAll(crossing.acts);
        parts.addAll(
                crossing.circumstances.isEmpty()
                        ? some(Part.CIRCUMSTANCES, random.nextInt(3), random)
                        : crossing.circumstances);
        Optional<Part> fault = crossing.faults.isEmpty() && random.nextInt(3) == 0
                ? Optional.empty()
                : some(crossing.faults.isEmpty() ? Part.FAULTS : crossing.faults, 1, random).stream()
                        .findFirst();
        fault.ifPresent(parts::add);
        var without = EnumSet.complementOf(parts);
        without.addAll(plan.without());
        var files = new ArrayList<Path>();
        for (int i = 1 + random.nextInt(FILES); i > 0; i--) {
            files.add(plan.files().get(random.nextInt(plan.files().size())));
        }
        int acts = Math.min(plan.acts(), 1 + random.nextInt(FEW_ACTS));
        return new Focus(
                new CloudRun.Plan(files, acts, without, plan.about()),
                true,
                fault.filter(part -> !plan.without().contains(part)));
    }

    private static Crossing any(Random random) {
        return random.nextInt(5) == 0
                ? new Crossing(some(Part.ACTS, 1 + random.nextInt(3), random), Set.of(), Set.of())
                : CROSSINGS.get(random.nextInt(CROSSINGS.size()));
    }

    static Focus nothing(List<Path> files) {
        return new Focus(new CloudRun.Plan(files, 0, Set.of(Part.values()), Set.of()), true, Optional.empty());
    }

    private static Set<Part> some(Collection<Part> parts, int count, Random random) {
        List<Part> all = List.copyOf(parts);
        var some = EnumSet.noneOf(Part.class);
        for (int i = 0; i < count; i++) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    /// @param rarely once in so many wide runs
    boolean happens(Part part, int rarely, Random random) {
        return plan.has(part) && (isNarrow || random.nextInt(rarely) == 0);
    }

    /// When something happens, in milliseconds: while there still is something to disturb.
    int soon(int wide, Random random) {
        return random.nextInt(isNarrow ? SOON : wide);
    }

    /// Of a thousand requests.
    int often(Part part, int weather, Random random) {
        if (isNarrow) {
            int seldom = 20 + random.nextInt(180);
            return fault.filter(part::equals).isEmpty() ? 0 : Part.OF_ONE_KIND.contains(part) ? 3 * seldom : seldom;
        }
        int often = weather == 0 || random.nextInt(3) == 0 ? 0 : random.nextInt(12 << 2 * weather);
        return plan.has(part) ? often : 0;
    }
}
