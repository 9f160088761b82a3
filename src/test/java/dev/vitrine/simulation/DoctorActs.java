package dev.vitrine.simulation;

import dev.vitrine.service.repair.Repaired;
import dev.vitrine.service.repair.Repaired.Act;
import dev.vitrine.service.repair.Report;
import java.util.List;

/// Somebody mends the library, or makes rows for what has none, while others use it.
record DoctorActs(Actor actor) {
    void repair(Machine.Open open) {
        Report report = open.doctor().examine(0, (_, _, _) -> {});
        actor.report("repairs " + report);
        actor.report("repaired " + open.doctor().repair(report, 100, (_, _, _) -> {}));
    }

    void adopt(Machine.Open open) {
        Memory memory = actor.memory();
        boolean mayHaveAdoptedBefore = memory.mayHaveAdopted;
        memory.mayHaveAdopted = true; // until it is said which
        actor.report("adopts");
        List<Repaired> done = open.doctor().adopt((_, _, _) -> {});
        actor.report("adopted " + done);
        memory.mayHaveAdopted = mayHaveAdoptedBefore
                || done.stream().anyMatch(each -> each.act() == Act.LEFT); // a row may have arrived all the same
        done.stream()
                .filter(each -> each.act() == Act.ADOPTED)
                .forEach(each -> memory.adopted.add(each.finding().imageId()));
    }
}
