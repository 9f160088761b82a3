package dev.vitrine.picture.jpeg;

import java.util.Arrays;

/// Counts units (MCUs) up to the next restart marker (B.2.1, F.2.1.3.1, G.1.2.2) and holds what a restart clears.
///
/// After damage it finds its place again by the number of the next restart marker; units in between are left out. A
/// segment that ends too early leaves out its last units.
final class RestartIntervals {
    /// DC prediction per component of the scan (F.1.1.5.1).
    final int[] predictors = new int[4];
    /// Blocks left in a run of ended bands (G.1.2.2).
    int endOfBandRun;

    private final BitReader in;
    private final byte[] file;
    private final int interval;
    private int left;
    private int lost;
    private int number;
    private boolean starved;
    private boolean damaged;
    /// Of a place alone: the next one of the file.
    private long bit;

    RestartIntervals(BitReader in, int interval) {
        this.in = in;
        this.file = in.file;
        this.interval = interval;
        this.left = interval;
    }

    /// Where the scan stands between two units, for [#goTo].
    RestartIntervals place() {
        var place = new RestartIntervals(in, interval);
        place.set(this);
        place.bit = in.place();
        return place;
    }

    void goTo(RestartIntervals place) {
        in.goTo(place.bit);
        set(place);
    }

    private void set(RestartIntervals other) {
        System.arraycopy(other.predictors, 0, predictors, 0, predictors.length);
        endOfBandRun = other.endOfBandRun;
        left = other.left;
        lost = other.lost;
        number = other.number;
        starved = other.starved;
    }

    /// Before each unit: whether there are data for it.
    boolean enter() {
        if (interval > 0) {
            if (left == 0) {
                restart();
            }
            left--;
        }
        if (lost > 0) {
            lost--;
            return false;
        }
        return !starved;
    }

    /// After a unit with data: how many of the next `max` are in the same interval; they are entered too.
    int enterMore(int max) {
        if (interval == 0) {
            return max;
        }
        int units = Math.min(left, max);
        left -= units;
        return units;
    }

    /// The segment has no more data: nothing is decoded until the next restart.
    void starve() {
        starved = true;
        damaged = true;
    }

    boolean damaged() {
        return damaged;
    }

    private void restart() {
        Arrays.fill(predictors, 0);
        endOfBandRun = 0;
        left = interval;
        damaged |= in.toMarker();
        Segment marker = Segment.next(file, in.fileOffset());
        while (Segment.isRestart(marker.marker()) && ahead(marker) > 3) {
            damaged = true;
            in.open(marker.end());
            in.toMarker();
            marker = Segment.next(file, in.fileOffset());
        }
        if (!Segment.isRestart(marker.marker())) {
            starve();
            return;
        }
        lost = ahead(marker) * interval;
        left += lost;
        damaged |= lost > 0;
        number = marker.marker() + 1 & 7;
        starved = false;
        in.open(marker.end());
    }

    private int ahead(Segment marker) {
        return marker.marker() - number & 7;
    }
}
