package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Goes through the segments of a file (B.2.1) and decodes its scans in turn.
///
/// A sequential picture in one scan goes to the [Assembler] row by row. Otherwise several scans build up the
/// coefficients of the whole picture, which are assembled at the end.
final class FrameDecoder {
    private static final int MAX_PLACES = 500_000;

    private final byte[] file;
    private final Frame frame;
    private final Runnable whileItMay;
    private final Tables tables;
    private final BitReader in;
    /// Steps of each component as they were at its first scan: a table that is replaced later is for others
    /// (B.2.4.1).
    private final int[][] quantization;
    private boolean damaged;

    FrameDecoder(byte[] file, Frame frame, JpegLimits limits) {
        this.file = file;
        this.frame = frame;
        this.whileItMay = limits.whileItMay();
        this.tables = new Tables(file);
        this.in = new BitReader(file);
        this.quantization = new int[frame.components().size()][0];
    }

    static long bytes(Frame frame, boolean whole) {
        long coefficients = frame.components().stream()
                .mapToLong(component -> Coefficients.bytes(component, whole, frame.progressive()))
                .sum();
        return Assembler.bytes(frame) + coefficients;
    }

    JpegPicture decode(JpegLimits limits) throws JpegException {
        Segment start = toScan(2);
        if (start.marker() != Segment.SOS) {
            throw new Corrupt("The file describes an image but has none in it.");
        }
        Scan scan = Scan.read(file, start, frame.header());
        boolean single = !frame.progressive()
                && scan.parts().size() == frame.components().size();
        limits.admit(bytes(frame, !single));
        return single ? decodeRows(scan) : decodeWhole(start);
    }

    /// Reads all scans, and notes where their rows begin.
    List<ScanIndex> index() throws JpegException {
        boolean refined = frame.progressive();
        List<Coefficients> coefficients = coefficients(refined, _ -> refined);
        List<ScanIndex> scans = new ArrayList<>();
        Segment segment = toScan(2);
        while (segment.marker() == Segment.SOS && scans.size() < ScanPlan.MAX_SCANS) {
            Scan scan = Scan.read(file, segment, frame.header());
            if ((long) (scans.size() + 1) * frame.unitsDown() > MAX_PLACES) {
                return List.of(); // more places than are worth remembering
            }
            scans.add(new ScanIndex(scan, tables.copy(), places(open(scan, coefficients))));
            if (!refined && scan.parts().size() == frame.components().size()) {
                break; // all of it
            }
            segment = toScan(in.fileOffset());
        }
        return scans;
    }

    /// Of each component: one that no scan brought takes its table as it is at the end.
    int[][] quantization() throws Corrupt {
        for (int i = 0; i < quantization.length; i++) {
            latch(i);
            if (quantization[i].length == 0) {
                throw new Corrupt("The file lacks a quantization table.");
            }
        }
        return quantization;
    }

    private List<RestartIntervals> places(ScanDecoder decoder) throws JpegException {
        List<RestartIntervals> places = new ArrayList<>();
        eachRow(row -> {
            places.add(decoder.state().place());
            decoder.decodeRow(row);
        });
        in.toMarker();
        return places;
    }

    private JpegPicture decodeRows(Scan scan) throws JpegException {
        List<Coefficients> coefficients = coefficients(false, component -> false);
        ScanDecoder decoder = open(scan, coefficients);
        Assembler assembler = new Assembler(frame, quantization());
        int[] sound = {0};
        eachRow(row -> {
            coefficients.forEach(Coefficients::reuse);
            decoder.decodeRow(row);
            assembler.add(coefficients, row);
            sound[0] += decoder.damaged() ? 0 : 1;
        });
        return assembler.picture(in.toMarker() || decoder.damaged(), (double) sound[0] / frame.unitsDown());
    }

    private JpegPicture decodeWhole(Segment firstScan) throws JpegException {
        ScanPlan plan = new ScanPlan(file, frame);
        List<Coefficients> coefficients = coefficients(true, plan::isRefined);
        decodeScans(firstScan, plan, coefficients);
        Assembler assembler = new Assembler(frame, quantization());
        eachRow(row -> assembler.add(coefficients, row));
        return assembler.picture(damaged || !plan.isComplete(), 0);
    }

    /// After the first scan an error only ends the decode: what there is can be shown.
    private void decodeScans(Segment firstScan, ScanPlan plan, List<Coefficients> coefficients) throws JpegException {
        Segment segment = firstScan;
        int scans = 0;
        while (segment.marker() == Segment.SOS) {
            try {
                Scan scan = Scan.read(file, segment, frame.header());
                if (plan.isNeeded(scan)) {
                    decodeScan(scan, coefficients);
                    segment = toScan(in.fileOffset());
                } else {
                    segment = toScan(scan.data());
                }
                scans++;
            } catch (Corrupt broken) {
                if (scans == 0) {
                    throw broken;
                }
                damaged = true;
                return;
            }
        }
        damaged |= !segment.whole();
    }

    private void decodeScan(Scan scan, List<Coefficients> coefficients) throws JpegException {
        ScanDecoder decoder = open(scan, coefficients);
        eachRow(decoder::decodeRow);
        in.toMarker();
        damaged |= decoder.damaged();
    }

    private interface RowWork {
        void onRow(int row) throws JpegException;
    }

    /// Of blocks, as long as it may.
    private void eachRow(RowWork work) throws JpegException {
        for (int row = 0; row < frame.unitsDown(); row++) {
            whileItMay.run();
            work.onRow(row);
        }
    }

    private ScanDecoder open(Scan scan, List<Coefficients> coefficients) throws Corrupt {
        scan.parts().forEach(part -> latch(part.component()));
        in.open(scan.data());
        return ScanIndex.decoder(frame, in, tables, scan, coefficients);
    }

    private void latch(int component) {
        if (quantization[component].length == 0) {
            quantization[component] = tables.quantization(
                    frame.components().get(component).source().quantization());
        }
    }

    private List<Coefficients> coefficients(boolean whole, IntPredicate refined) {
        List<Coefficients> coefficients = new ArrayList<>();
        for (int i = 0; i < frame.components().size(); i++) {
            coefficients.add(new Coefficients(frame.components().get(i), whole, refined.test(i)));
        }
        return coefficients;
    }

    /// The next scan or the end, taking the tables on the way.
    private Segment toScan(int from) throws Corrupt {
        Segment segment = Segment.next(file, from);
        while (segment.marker() != Segment.SOS && segment.marker() != Segment.EOI) {
            tables.take(segment);
            segment = Segment.next(file, segment.end());
        }
        return segment;
    }
}
