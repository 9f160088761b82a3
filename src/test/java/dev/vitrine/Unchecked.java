package dev.vitrine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;

/// Does what may fail where nothing may be declared to: what fails then ends the test.
public final class Unchecked {
    private Unchecked() {}

    public interface Act {
        void run() throws Exception;
    }

    public static void run(Act act) {
        get(() -> {
            act.run();
            return true;
        });
    }

    public static <T> T get(Callable<T> question) {
        try {
            return question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
