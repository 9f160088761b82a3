package dev.vitrine.ui.support;

import java.util.ArrayList;
import java.util.List;

/// Work whose answer comes when a test says so, in the order it says: for what must not be mistaken when answers are
/// slow and people are quick.
public final class SlowAnswers {
    private final List<Runnable> waiting = new ArrayList<>();

    public Background background() {
        return Background.with(waiting::add, Runnable::run);
    }

    public int waiting() {
        return waiting.size();
    }

    /// @param which 0 for what was asked first
    public void answer(int which) {
        waiting.remove(which).run();
    }

    public void answerAll() {
        while (!waiting.isEmpty()) {
            answer(0);
        }
    }
}
