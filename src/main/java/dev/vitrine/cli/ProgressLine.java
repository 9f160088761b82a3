package dev.vitrine.cli;

import dev.vitrine.service.Progress;
import dev.vitrine.text.DisplayText;
import java.time.Duration;

/// One line that is drawn over and over while a person watches; in a pipe it stays silent. For one thread.
final class ProgressLine implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final int CELLS = 24;
    private static final int WIDTH = 79;

    private final Terminal terminal;
    private long drawnNanos = System.nanoTime() - BETWEEN.toNanos();
    private boolean isDrawn;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param of 0 when the total is unknown: then there is no bar
    void show(long done, long of, String text) {
        if (terminal.interactive() && System.nanoTime() - drawnNanos >= BETWEEN.toNanos()) {
            drawnNanos = System.nanoTime();
            draw(of > 0 ? bar((double) done / of) + " " + text : text);
        }
    }

    /// How many of all are done.
    void show(int done, int all) {
        show(done, all, CommandTexts.of("progress.of", done, all));
    }

    /// Shows how many of all are done; Ctrl+C stops the work.
    Progress counting() {
        return (done, all) -> {
            show(done, all);
            return !Thread.currentThread().isInterrupted();
        };
    }

    private void draw(String line) {
        String safe = Terminal.safe(DisplayText.clipped(line));
        String cut = safe.substring(0, Math.min(safe.length(), WIDTH));
        terminal.err().print("\r" + cut + " ".repeat(WIDTH - cut.length()));
        terminal.err().flush();
        isDrawn = true;
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(Math.clamp(fraction, 0, 1) * CELLS);
        return "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "]";
    }

    /// Leaves no trace of the line, so that what follows stands where it stood.
    void clear() {
        if (isDrawn) {
            terminal.err().print("\r" + " ".repeat(WIDTH) + "\r");
            terminal.err().flush();
            isDrawn = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
