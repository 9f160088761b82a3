package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which scans of a progressive picture have to be decoded for the coefficients that are kept.
///
/// Read backwards: a scan is needed if it brings a kept coefficient, or tells which coefficients are nonzero to a later
/// scan that is needed and refines them. At an eighth of the size only the DC scans are.
final class ScanPlan {
    /// Files in use have about ten; a thousand can be made to cost minutes (the time budget bounds the rest).
    static final int MAX_SCANS = 250;

    private final List<Scan> scans = new ArrayList<>();
    private final boolean[] needed;
    private final boolean[] refined;
    private final boolean complete;

    ScanPlan(byte[] file, Frame frame) throws Corrupt {
        collect(file, frame);
        needed = new boolean[scans.size()];
        int components = frame.components().size();
        complete = IntStream.range(0, components).allMatch(this::brings);
        refined = new boolean[components];
        long[] requested = new long[components];
        for (int c = 0; c < components; c++) {
            requested[c] = frame.components().get(c).zigzag().kept;
        }
        for (int i = scans.size() - 1; i >= 0; i--) {
            Scan scan = scans.get(i);
            for (Scan.Part part : scan.parts()) {
                needed[i] |= (requested[part.component()] & scan.band()) != 0;
            }
            if (needed[i] && scan.refines() && !scan.isDc()) {
                int component = scan.parts().getFirst().component();
                requested[component] |= scan.band();
                refined[component] = true;
            }
        }
    }

    private boolean brings(int component) {
        return scans.stream()
                .filter(scan -> scan.first() == 0)
                .flatMap(scan -> scan.parts().stream())
                .anyMatch(part -> part.component() == component);
    }

    boolean isNeeded(Scan scan) {
        int index = scans.indexOf(scan);
        return index >= 0 && needed[index];
    }

    /// Whether some needed scan refines AC coefficients of this component, so that the nonzero ones must be known.
    boolean isRefined(int component) {
        return refined[component];
    }

    /// Whether the scans bring every component.
    boolean isComplete() {
        return complete;
    }

    /// A broken scan header ends the plan; the scans before it can still be shown.
    private void collect(byte[] file, Frame frame) throws Corrupt {
        Segment segment = Segment.next(file, 2);
        while (segment.marker() != Segment.EOI && scans.size() < MAX_SCANS) {
            if (segment.marker() == Segment.SOS) {
                try {
                    scans.add(Scan.read(file, segment, frame.header()));
                } catch (Corrupt broken) {
                    if (scans.isEmpty()) {
                        throw broken;
                    }
                    return;
                }
            }
            segment = Segment.next(file, segment.end());
        }
    }
}
