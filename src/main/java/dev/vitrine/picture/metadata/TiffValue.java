package dev.vitrine.picture.metadata;

import java.nio.charset.StandardCharsets;

/// A value of a directory with all its bytes, to be written into another one.
///
/// @param unit how many bytes belong together, whose order the file sets; 1 for bytes that have none
record TiffValue(int tag, int type, int count, int unit, boolean bigEndian, byte[] bytes) {
    private static final int SHORT = 3;
    private static final int LONG = 4;

    static TiffValue text(int tag, String text) {
        byte[] bytes = (text.replace("\0", "") + "\0").getBytes(StandardCharsets.UTF_8);
        return new TiffValue(tag, Tiff.ASCII, bytes.length, 1, true, bytes);
    }

    static TiffValue number(int tag, int number) {
        return number > 0xFFFF
                ? new TiffValue(tag, LONG, 1, 4, true, new byte[] {
                    (byte) (number >> 24), (byte) (number >> 16), (byte) (number >> 8), (byte) number
                })
                : new TiffValue(tag, SHORT, 1, 2, true, new byte[] {(byte) (number >> 8), (byte) number});
    }

    static TiffValue pointer(int tag, int position) {
        return new TiffValue(tag, LONG, 1, 4, true, new byte[] {
            (byte) (position >> 24), (byte) (position >> 16), (byte) (position >> 8), (byte) position
        });
    }

    byte[] inOrder(boolean asBigEndian) {
        if (unit == 1 || bigEndian == asBigEndian) {
            return bytes;
        }
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = bytes[i / unit * unit + unit - 1 - i % unit];
        }
        return turned;
    }
}
