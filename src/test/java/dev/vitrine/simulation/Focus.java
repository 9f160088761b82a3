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
    private static final int FEW_ACTS = 6;

    /// Acts that get into each other's way.
    private static final List<Set<Part>> CROSSINGS = List.of(
            EnumSet.noneOf(Part.class),
            EnumSet.of(Part.TAG, Part.TITLE),
            EnumSet.of(Part.TAG, Part.TAG_MANY, Part.UNDO),
            EnumSet.of(Part.TAG, Part.PURGE),
            EnumSet.of(Part.TITLE, Part.TRASH, Part.PURGE),
            EnumSet.of(Part.TRASH, Part.RESTORE),
            EnumSet.of(Part.TRASH, Part.RESTORE, Part.PURGE),
            EnumSet.of(Part.MOVE),
            EnumSet.of(Part.MOVE, Part.PURGE),
            EnumSet.of(Part.MOVE, Part.TAG, Part.TRASH),
            EnumSet.of(Part.CANCEL),
            EnumSet.of(Part.CANCEL, Part.PAUSE, Part.SECOND_QUEUE),
            EnumSet.of(Part.DOCTOR),
            EnumSet.of(Part.DOCTOR, Part.CANCEL, Part.PURGE),
            EnumSet.of(Part.LOOK, Part.SHARE),
            EnumSet.of(Part.SHARE, Part.PURGE));

    static Focus of(CloudRun.Plan plan, Random random) {
        if (random.nextInt(4) == 0) {
            return new Focus(plan, false, Optional.empty());
        }
        var parts = EnumSet.of(Part.DROP, Part.SECOND_MACHINE);
        parts.addAll(
                random.nextInt(4) == 0
                        ? some(Part.ACTS, 1 + random.nextInt(3), random)
                        : CROSSINGS.get(random.nextInt(CROSSINGS.size())));
        parts.addAll(some(Part.CIRCUMSTANCES, random.nextInt(3), random));
        Optional<Part> fault = random.nextInt(3) == 0
                ? Optional.empty()
                : some(Part.FAULTS, 1, random).stream().findFirst();
        fault.ifPresent(parts::add);
        var without = EnumSet.complementOf(parts);
        without.addAll(plan.without());
        var files = new ArrayList<Path>();
        for (int i = 1 + random.nextInt(FILES); i > 0; i--) {
            files.add(plan.files().get(random.nextInt(plan.files().size())));
        }
        int acts = Math.min(plan.acts(), 2 + random.nextInt(FEW_ACTS));
        return new Focus(
                new CloudRun.Plan(files, acts, without),
                true,
                fault.filter(part -> !plan.without().contains(part)));
    }

    static Focus nothing(List<Path> files) {
        return new Focus(new CloudRun.Plan(files, 0, Set.of(Part.values())), true, Optional.empty());
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

    /// Of a thousand requests.
    int often(Part part, int weather, Random random) {
        if (isNarrow) {
            return fault.filter(part::equals).isPresent() ? 20 + random.nextInt(180) : 0;
        }
        int often = weather == 0 || random.nextInt(3) == 0 ? 0 : random.nextInt(12 << 2 * weather);
        return plan.has(part) ? often : 0;
    }
}
