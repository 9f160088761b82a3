package dev.vitrine.simulation;

import dev.vitrine.image.ImageException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What the program warns of in its log, kept from standard error until it is closed. Troubles of the network are
/// told there by a few sentences; any other warning is a fault.
final class Warnings extends Handler implements AutoCloseable {
    private static final Set<String> FORESEEN = Set.of(
            "The preview of {0} is not kept: {1}",
            "Copies of deleted images that were shared cannot be looked for",
            "Copies of deleted images that were shared this moment may be left",
            "What earlier moves left cannot be finished");

    private final Logger program = Logger.getLogger("dev.vitrine");
    private final Queue<String> unforeseen = new ConcurrentLinkedQueue<>();

    Warnings() {
        program.addHandler(this);
        program.setUseParentHandlers(false);
    }

    List<String> unforeseen() {
        return List.copyOf(unforeseen);
    }

    @Override
    public void publish(LogRecord record) {
        Throwable thrown = record.getThrown();
        boolean isForeseen =
                FORESEEN.contains(record.getMessage()) && (thrown == null || thrown instanceof ImageException);
        if (record.getLevel().intValue() >= Level.WARNING.intValue() && !isForeseen) {
            unforeseen.add("warns: " + new SimpleFormatter().format(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        program.setUseParentHandlers(true);
        program.removeHandler(this);
    }
}
