package dev.vitrine.service.upload.journal;

import dev.vitrine.image.ImageException;
import dev.vitrine.store.RetryPolicy;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Writes to the journal that must not be given up: repeated until the disk has room again, while the reason is shown.
public final class JournalRetry {
    private static final System.Logger LOG = System.getLogger(JournalRetry.class.getName());
    private static final RetryPolicy UNTIL_THERE_IS_ROOM =
            RetryPolicy.forever(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final BooleanSupplier closing;
    private volatile String problem = "";

    public JournalRetry(BooleanSupplier closing) {
        this.closing = closing;
    }

    /// Why the journal could not be written at the last try, `""` when it could.
    public String problem() {
        return problem;
    }

    /// @throws ImageException.Cancelled when the queue closes before it worked
    public <T> T untilItWorks(Supplier<T> write) {
        for (RetryPolicy.Attempts attempts = UNTIL_THERE_IS_ROOM.begin(); ; ) {
            try {
                T result = write.get();
                problem = "";
                return result;
            } catch (ImageException.Failed e) {
                if (!e.getMessage().equals(problem)) {
                    LOG.log(Level.WARNING, e.getMessage(), e);
                }
                problem = e.getMessage();
                attempts.isNext();
                if (closing.getAsBoolean()) {
                    throw new ImageException.Cancelled("The upload was stopped.", e);
                }
            }
        }
    }

    public void untilItWorks(Runnable write) {
        untilItWorks(() -> {
            write.run();
            return null;
        });
    }
}
