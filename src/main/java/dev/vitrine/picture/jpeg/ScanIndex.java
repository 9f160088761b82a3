package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.util.ArrayList;
import java.util.List;

/// A scan that can be begun at any row of units.
///
/// @param tables as they are for it
/// @param rows where each begins
record ScanIndex(Scan scan, Tables tables, List<RestartIntervals> rows) {
    /// A scan whose data the reader is opened at, or will be sent to.
    static ScanDecoder decoder(Frame frame, BitReader in, Tables tables, Scan scan, List<Coefficients> coefficients)
            throws Corrupt {
        RestartIntervals state = new RestartIntervals(in, tables.restartInterval());
        if (!frame.progressive()) {
            return new SequentialScan(in, state, SequentialBlock.unit(scan, tables, coefficients), frame.unitsAcross());
        }
        List<ProgressiveBlocks> parts = new ArrayList<>();
        for (Scan.Part part : scan.parts()) {
            parts.add(new ProgressiveBlocks(in, tables, scan, part, coefficients.get(part.component())));
        }
        return new ProgressiveScan(frame, in, parts, state);
    }
}
