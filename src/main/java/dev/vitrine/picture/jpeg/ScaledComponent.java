package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegHeader.Component;

/// A component of the picture at the size at which it is decoded: how many blocks it has (A.1.1, A.2.4) and how large
/// each becomes.
///
/// @param edge samples across a decoded block: 1, 2, 4 or 8
/// @param width samples that the picture covers at that size, a fraction where the picture ends within a sample
/// @param across blocks that the component has by itself
/// @param paddedAcross blocks that it has when scans interleave, filled up to whole units
record ScaledComponent(
        Component source,
        int edge,
        Zigzag zigzag,
        double width,
        double height,
        int across,
        int down,
        int paddedAcross,
        int paddedDown) {
    static ScaledComponent of(JpegHeader header, Component source, int edge, int unitsAcross, int unitsDown) {
        int widest = header.widestSampling();
        int tallest = header.tallestSampling();
        return new ScaledComponent(
                source,
                edge,
                new Zigzag(edge),
                header.width() * (source.horizontal() * edge / (8.0 * widest)),
                header.height() * (source.vertical() * edge / (8.0 * tallest)),
                ceil(ceil(header.width() * source.horizontal(), widest), 8),
                ceil(ceil(header.height() * source.vertical(), tallest), 8),
                unitsAcross * source.horizontal(),
                unitsDown * source.vertical());
    }

    static int ceil(int value, int divisor) {
        return (value + divisor - 1) / divisor;
    }

    int blockSize() {
        return edge * edge;
    }

    /// Rows of samples that one row of units gives.
    int stripHeight() {
        return source.vertical() * edge;
    }

    /// Samples from one row to the next.
    int stride() {
        return paddedAcross * edge;
    }
}
