package dev.vitrine.picture.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// A JPEG put together segment by segment, of blocks in one tone each: for layouts that no writer at hand makes.
///
/// Quantization steps are 8, so a block's DC value is its tone less 128. DC sizes have codes of four bits, size by
/// size; the only AC code is one bit for the end of the block.
final class HandmadeJpeg {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long bits;
    private int count;
    private int prediction;

    HandmadeJpeg() {
        put(0xFF, 0xD8);
        int[] steps = new int[65];
        Arrays.fill(steps, 8);
        steps[0] = 0;
        segment(0xDB, steps);
        segment(0xC4, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        segment(0xC4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    HandmadeJpeg segment(int marker, int... parameters) {
        put(0xFF, marker, parameters.length + 2 >> 8, parameters.length + 2 & 255);
        put(parameters);
        return this;
    }

    /// A frame of components numbered from one with these sampling factors, two digits each: `0x21` is two across
    /// and one down.
    HandmadeJpeg frame(int marker, int width, int height, int... sampling) {
        int[] parameters = new int[6 + 3 * sampling.length];
        parameters[0] = 8;
        parameters[1] = height >> 8;
        parameters[2] = height & 255;
        parameters[3] = width >> 8;
        parameters[4] = width & 255;
        parameters[5] = sampling.length;
        for (int i = 0; i < sampling.length; i++) {
            parameters[6 + 3 * i] = i + 1;
            parameters[7 + 3 * i] = sampling[i];
        }
        return segment(marker, parameters);
    }

    /// The header of a scan of these components, each of whose tables is number 0.
    HandmadeJpeg scan(int... components) {
        int[] parameters = new int[4 + 2 * components.length];
        parameters[0] = components.length;
        for (int i = 0; i < components.length; i++) {
            parameters[1 + 2 * i] = components[i];
        }
        parameters[parameters.length - 2] = 63;
        prediction = 0;
        return segment(0xDA, parameters);
    }

    /// Blocks of these tones, all predicted from one another.
    HandmadeJpeg blocks(int... tones) {
        for (int tone : tones) {
            int difference = tone - 128 - prediction;
            prediction = tone - 128;
            int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
            code(size, 4);
            code(difference < 0 ? difference + (1 << size) - 1 : difference, size);
            code(0, 1);
        }
        return this;
    }

    /// One block of this tone, the first of its component.
    HandmadeJpeg unpredicted(int tone) {
        prediction = 0;
        return blocks(tone);
    }

    /// Fills up the last byte, then a marker without parameters.
    HandmadeJpeg marker(int marker) {
        while (count % 8 != 0) {
            code(1, 1);
        }
        put(0xFF, marker);
        prediction = 0;
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void code(int value, int length) {
        for (int i = length - 1; i >= 0; i--) {
            bits = bits << 1 | value >> i & 1;
            if (++count % 8 == 0) {
                put((int) bits & 255);
                if ((bits & 255) == 255) {
                    put(0);
                }
            }
        }
    }

    private void put(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }
}
