package dev.vitrine.picture.jpeg;

/// A marker and the span of its parameters in the file (B.1.1.4), cut off where the file ends.
record Segment(int marker, int offset, int length, boolean whole) {
    static final int SOF0 = 0xC0;
    static final int DHT = 0xC4;
    static final int JPG = 0xC8;
    static final int DAC = 0xCC;
    static final int SOF15 = 0xCF;
    static final int RST0 = 0xD0;
    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;
    static final int DQT = 0xDB;
    static final int DNL = 0xDC;
    static final int DRI = 0xDD;
    static final int APP0 = 0xE0;
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final int APP14 = 0xEE;

    int end() {
        return offset + length;
    }

    boolean isFrameHeader() {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    static boolean isRestart(int marker) {
        return (marker & 0xF8) == RST0;
    }

    private static boolean standsAlone(int marker) {
        return isRestart(marker) || marker == SOI || marker == EOI || marker == 0x01;
    }

    /// The next marker at or after `from`, stepping over fill bytes (B.1.1.2), stuffed zeros and anything that is
    /// no marker; at the end of the file an EOI that is not whole.
    static Segment next(byte[] file, int from) {
        int at = from;
        while (at + 1 < file.length) {
            if (file[at] != (byte) 0xFF) {
                at = BitReader.skipPlain(file, at);
                continue;
            }
            int marker = file[at + 1] & 0xFF;
            if (marker == 0xFF || marker == 0) {
                at++;
            } else if (standsAlone(marker)) {
                return new Segment(marker, at + 2, 0, true);
            } else {
                return withParameters(file, marker, at + 2);
            }
        }
        return new Segment(EOI, file.length, 0, false);
    }

    private static Segment withParameters(byte[] file, int marker, int at) {
        if (at + 2 > file.length) {
            return new Segment(EOI, file.length, 0, false);
        }
        int length = Math.max(2, (file[at] & 0xFF) << 8 | file[at + 1] & 0xFF);
        int end = Math.min(at + length, file.length);
        return new Segment(marker, at + 2, end - at - 2, at + length <= file.length);
    }
}
