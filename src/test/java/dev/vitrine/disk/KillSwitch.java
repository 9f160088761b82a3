package dev.vitrine.disk;

/// Ends a program at one of its acts, which are calls of the file system and requests: that one is not done, and none
/// after it, not even what a program does as it ends. Safe for any thread.
public final class KillSwitch {
    private final int last;
    private final boolean tears;
    private int acts;

    /// Where nothing more happens.
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /// @param last the first act that is not done
    /// @param tears whether half of it is done, if it writes
    public KillSwitch(int last, boolean tears) {
        this.last = last;
        this.tears = tears;
    }

    static KillSwitch never() {
        return new KillSwitch(Integer.MAX_VALUE, false);
    }

    public synchronized void act() {
        acts++;
        if (acts >= last) {
            throw new Killed();
        }
    }

    synchronized boolean isLastWriteTorn() {
        return tears && acts + 1 == last;
    }

    public synchronized boolean hasKilled() {
        return acts >= last;
    }
}
