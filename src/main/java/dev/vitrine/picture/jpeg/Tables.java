package dev.vitrine.picture.jpeg;

import dev.vitrine.picture.jpeg.JpegException.Corrupt;
import java.io.ByteArrayOutputStream;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/// The tables in force while the file is read: quantization, Huffman, restart interval (B.2.4). A later segment
/// replaces a table.
final class Tables {
    private final byte[] file;
    private final int[][] quantization = new int[4][0];
    private final HuffmanTable[] dc = new HuffmanTable[4];
    private final HuffmanTable[] ac = new HuffmanTable[4];
    private int restartInterval;

    Tables(byte[] file) {
        this.file = file;
    }

    /// As they are now.
    Tables copy() {
        Tables copy = new Tables(file);
        System.arraycopy(dc, 0, copy.dc, 0, dc.length);
        System.arraycopy(ac, 0, copy.ac, 0, ac.length);
        copy.restartInterval = restartInterval;
        return copy;
    }

    void take(Segment segment) throws Corrupt {
        switch (segment.marker()) {
            case Segment.DQT -> takeQuantization(segment);
            case Segment.DHT -> takeHuffman(segment);
            case Segment.DRI ->
                restartInterval = segment.length() < 2
                        ? 0
                        : (file[segment.offset()] & 0xFF) << 8 | file[segment.offset() + 1] & 0xFF;
            default -> {}
        }
    }

    int restartInterval() {
        return restartInterval;
    }

    HuffmanTable dc(int number) throws Corrupt {
        return present(dc, number, JPEGHuffmanTable.StdDCLuminance, JPEGHuffmanTable.StdDCChrominance);
    }

    HuffmanTable ac(int number) throws Corrupt {
        return present(ac, number, JPEGHuffmanTable.StdACLuminance, JPEGHuffmanTable.StdACChrominance);
    }

    /// The table's 64 steps in zigzag order; none when it has not come yet.
    int[] quantization(int number) {
        return quantization[number];
    }

    /// Frames of motion JPEG leave out the usual tables (K.3), which every decoder of them has.
    private static HuffmanTable present(
            HuffmanTable[] tables, int number, JPEGHuffmanTable luminance, JPEGHuffmanTable chrominance)
            throws Corrupt {
        if (tables[number] == null && number <= 1) {
            tables[number] = usual(number == 0 ? luminance : chrominance);
        }
        if (tables[number] == null) {
            throw new Corrupt("The file lacks a Huffman table.");
        }
        return tables[number];
    }

    private static HuffmanTable usual(JPEGHuffmanTable table) throws Corrupt {
        var segment = new ByteArrayOutputStream();
        for (int length = 0; length < 16; length++) {
            segment.write(length < table.getLengths().length ? table.getLengths()[length] : 0);
        }
        for (short value : table.getValues()) {
            segment.write(value);
        }
        return new HuffmanTable(segment.toByteArray(), 0, segment.size());
    }

    /// B.2.4.1; steps of 8 or 16 bits.
    private void takeQuantization(Segment segment) {
        int at = segment.offset();
        while (at < segment.end()) {
            int wide = file[at] >> 4 & 1;
            int number = file[at] & 3;
            if (at + 1 + 64 * (wide + 1) > segment.end()) {
                return;
            }
            int[] steps = new int[64];
            for (int k = 0; k < 64; k++) {
                steps[k] = wide == 0
                        ? file[at + 1 + k] & 0xFF
                        : (file[at + 1 + 2 * k] & 0xFF) << 8 | file[at + 2 + 2 * k] & 0xFF;
            }
            quantization[number] = steps;
            at += 1 + 64 * (wide + 1);
        }
    }

    private void takeHuffman(Segment segment) throws Corrupt {
        int at = segment.offset();
        while (at + 17 <= segment.end()) {
            HuffmanTable table = new HuffmanTable(file, at + 1, segment.end());
            (file[at] >> 4 == 0 ? dc : ac)[file[at] & 3] = table;
            at += 1 + table.size();
        }
    }
}
