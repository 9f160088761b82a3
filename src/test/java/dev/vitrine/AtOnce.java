package dev.vitrine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Does several things at the same moment, each on a thread of its own, as several windows would.
public final class AtOnce {
    private AtOnce() {}

    /// What one of them does.
    public interface Step {
        void run() throws Exception;
    }

    /// @throws Exception the first failure, after all have ended
    public static void run(int many, IntFunction<Step> step) throws Exception {
        var start = new CyclicBarrier(many);
        var steps = new ArrayList<Callable<Object>>();
        for (int i = 0; i < many; i++) {
            Step mine = step.apply(i);
            steps.add(() -> {
                start.await();
                mine.run();
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(many)) {
            List<Future<Object>> ends = threads.invokeAll(steps);
            for (Future<Object> end : ends) {
                end.get();
            }
        }
    }
}
