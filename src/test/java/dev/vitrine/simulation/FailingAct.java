package dev.vitrine.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitrine.image.ImageException;
import java.io.IOException;

/// Something a person does, whose first call to what lies below fails, then the second instead, and so on until it
/// ends before its turn comes. Whatever fails, it says so in a sentence, nothing is half done, and the next try
/// succeeds.
public interface FailingAct {
    /// What lies below, and can fail.
    interface Below {
        /// From now on, the `call`-th call fails.
        void fail(int call);

        /// How many calls there were since then.
        int calls();

        void recover();
    }

    /// Makes the act anew, with what it needs.
    interface Made {
        FailingAct make() throws IOException;
    }

    /// @return false when it says that it failed
    boolean run() throws IOException;

    /// What is true whether it succeeded or not, when everything works again.
    ///
    /// @param once whether only one call failed
    default void check(boolean succeeded, boolean once) throws IOException {}

    /// What is true when it was tried again.
    void done() throws IOException;

    /// @param once see [#check]
    static void failAtEachCall(Object name, Below below, boolean once, Made made) throws IOException {
        boolean isOver = false;
        for (int call = 1; !isOver; call++) {
            String what = name + ", call " + call;
            FailingAct act = made.make();
            below.fail(call);
            boolean succeeded = act.succeeds(what);
            isOver = below.calls() < call;
            below.recover();
            act.check(succeeded, once);
            assertTrue(succeeded || act.succeeds(what), what + ": the second try failed");
            act.done();
        }
    }

    private boolean succeeds(String what) {
        try {
            return run();
        } catch (ImageException e) {
            assertTrue(e.getMessage().matches("(?s)(\\P{Ll}|http).*[.)]"), what + ": " + e.getMessage());
            assertFalse(e.getMessage().matches("(?s).*(java\\.|software\\.amazon).*"), what + ": " + e.getMessage());
            return false;
        } catch (IOException _) {
            return false;
        } catch (RuntimeException e) {
            return fail(what, e);
        }
    }
}
