package dev.vitrine.picture.jpeg;

import java.util.List;

/// Puts the result together from the top: each row of it as soon as all planes have the samples that it needs.
final class Assembler {
    private final Frame frame;
    private final ColorSpace space;
    private final Plane[] planes;
    private final int[][] lines;
    /// Apart from [#pixels]: only then does the compiler pack it with vector instructions.
    private final int[] line;
    private final int[] pixels;
    private int done;

    /// @param quantization steps of each component, in zigzag order
    Assembler(Frame frame, int[][] quantization) {
        this.frame = frame;
        space = ColorSpace.of(frame.header());
        double reach = reach(frame);
        List<ScaledComponent> components = frame.components();
        planes = new Plane[components.size()];
        for (int i = 0; i < planes.length; i++) {
            ScaledComponent component = components.get(i);
            planes[i] = new Plane(component, quantization[i], frame.width(), frame.height(), reach);
        }
        lines = new int[planes.length][];
        line = new int[frame.width()];
        pixels = new int[frame.width() * frame.height()];
    }

    static long bytes(Frame frame) {
        double reach = reach(frame);
        long planes = frame.components().stream()
                .mapToLong(component -> Plane.bytes(component, frame.height(), reach))
                .sum();
        return planes + 4L * frame.width() * frame.height();
    }

    private static double reach(Frame frame) {
        return frame.components().stream()
                .mapToDouble(component -> Plane.reach(component, frame.height()))
                .max()
                .orElseThrow();
    }

    /// Takes one row of units; rows come in order.
    void add(List<Coefficients> coefficients, int unitRow) {
        for (int i = 0; i < planes.length; i++) {
            planes[i].add(coefficients.get(i), unitRow);
        }
        while (done < frame.height() && covered(done)) {
            for (int i = 0; i < planes.length; i++) {
                lines[i] = planes[i].row(done);
            }
            space.pack(lines, line);
            System.arraycopy(line, 0, pixels, done * line.length, line.length);
            done++;
        }
    }

    private boolean covered(int row) {
        for (Plane plane : planes) {
            if (!plane.covers(row)) {
                return false;
            }
        }
        return true;
    }

    /// @param sound the part of it before the first damage, as far as there is any
    JpegPicture picture(boolean damaged, double sound) {
        return new JpegPicture(
                frame.width(), frame.height(), pixels, space.color, damaged, damaged ? sound : 1, frame.header());
    }
}
