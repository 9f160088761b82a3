package dev.vitrine.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What Esc takes back, one thing at a press, the nearest first.
///
/// Pop-ups, dialogs, text being edited and the viewer take their Esc themselves; what is left comes here.
final class EscapeChain {
    private final List<Step> steps = new ArrayList<>();

    private record Step(BooleanSupplier applies, Runnable takes) {}

    /// Adds a step, farther away than those before.
    EscapeChain then(BooleanSupplier applies, Runnable takes) {
        steps.add(new Step(applies, takes));
        return this;
    }

    void take() {
        steps.stream()
                .filter(step -> step.applies().getAsBoolean())
                .findFirst()
                .ifPresent(step -> step.takes().run());
    }
}
