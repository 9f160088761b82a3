package dev.vitrine.service.upload;

import dev.vitrine.image.ImageException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// The work behind a queue, which nothing unforeseen ends: it is logged, and told until the same work succeeds. Safe
/// for any thread.
final class BackgroundWork {
    private static final System.Logger LOG = System.getLogger(BackgroundWork.class.getName());

    private final Map<String, String> problems = new ConcurrentSkipListMap<>();

    /// Runs it on this thread.
    ///
    /// @param name tells one work from another
    /// @return false when something unforeseen happened
    /// @throws ImageException what the work foresaw
    boolean run(String name, Runnable work) {
        try {
            work.run();
            problems.remove(name);
            return true;
        } catch (ImageException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            String sentence = sentence(e);
            if (!sentence.equals(problems.put(name, sentence))) {
                LOG.log(Level.ERROR, "Something unexpected happened: " + name, e);
            }
            return false;
        }
    }

    static String sentence(Throwable unexpected) {
        return "Something unexpected happened in the list of uploads, and is tried again. When this message stays, close Vitrine and start it again: nothing is lost. ("
                + unexpected + ")";
    }

    /// `""` when all is well.
    String problem() {
        return problems.values().stream().findFirst().orElse("");
    }
}
