package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import dev.vitrine.picture.jpeg.JpegException.Unsupported;
import dev.vitrine.picture.jpeg.JpegHeader.Component;
import dev.vitrine.picture.jpeg.JpegHeader.Process;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A picture and the size at which it is requested: the geometry of everything that follows.
///
/// @param unitsAcross minimum coded units across the picture when all components interleave (A.2.3)
record Frame(
        JpegHeader header, int width, int height, int unitsAcross, int unitsDown, List<ScaledComponent> components) {
    /// A plane of color may be this much smaller than the result and is still enlarged unnoticed.
    private static final double COLOR_SLACK = 0.75;

    static Frame of(JpegHeader header, int longestSide) throws Corrupt, Unsupported {
        int longest = Math.max(1, Math.max(header.width(), header.height()));
        return scaled(header, Math.min(1.0, (double) Math.max(1, longestSide) / longest));
    }

    /// @param scale at most 1
    static Frame scaled(JpegHeader header, double scale) throws Corrupt, Unsupported {
        check(header);
        int unitsAcross = ScaledComponent.ceil(header.width(), 8 * header.widestSampling());
        int unitsDown = ScaledComponent.ceil(header.height(), 8 * header.tallestSampling());
        List<ScaledComponent> components = new ArrayList<>();
        for (Component component : header.components()) {
            components.add(
                    ScaledComponent.of(header, component, edge(header, component, scale), unitsAcross, unitsDown));
        }
        return new Frame(
                header,
                side(header.width(), scale),
                side(header.height(), scale),
                unitsAcross,
                unitsDown,
                List.copyOf(components));
    }

    boolean progressive() {
        return header.process() == Process.PROGRESSIVE;
    }

    private static int side(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    /// The smallest block that still has a sample for each pixel of the result.
    private static int edge(JpegHeader header, Component component, double scale) {
        double across = (double) component.horizontal() / header.widestSampling();
        double down = (double) component.vertical() / header.tallestSampling();
        boolean luma = component == header.components().getFirst() || ColorSpace.of(header) != ColorSpace.YCC;
        double requested = luma || scale == 1 ? scale : scale * COLOR_SLACK;
        int edge = 1;
        while (edge < 8 && Math.min(across, down) * edge / 8 < requested) {
            edge *= 2;
        }
        return edge;
    }

    private static void check(JpegHeader header) throws Corrupt, Unsupported {
        switch (header.process()) {
            case BASELINE, EXTENDED, PROGRESSIVE -> {}
            case LOSSLESS -> throw new Unsupported("it is a JPEG without loss");
            case HIERARCHICAL -> throw new Unsupported("it is a hierarchical JPEG");
            case ARITHMETIC -> throw new Unsupported("it is a JPEG with arithmetic coding");
        }
        int components = header.components().size();
        if (header.precision() != 8) {
            throw new Unsupported(String.format(Locale.ROOT, "it is a JPEG of %d bits per sample", header.precision()));
        }
        if (components != 1 && components != 3 && components != 4) {
            throw new Unsupported(String.format(Locale.ROOT, "it is a JPEG of %d color components", components));
        }
        if (header.width() == 0) {
            throw new Corrupt("The image has no width.");
        }
        if (header.height() == 0) {
            throw new Unsupported("it is a JPEG that tells its height only at its end");
        }
    }
}
