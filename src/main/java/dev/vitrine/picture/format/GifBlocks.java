package dev.vitrine.picture.format;

import dev.vitrine.image.FileEnd;
import dev.vitrine.picture.input.Limits;
import dev.vitrine.picture.input.SourceBytes;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The blocks of a GIF (GIF89a): its frames, without decoding any.
final class GifBlocks {
    /// @param delay hundredths of a second
    /// @param control where the block that goes before it begins, -1 without one
    /// @param start where its own block begins
    record Frame(
            int left,
            int top,
            int width,
            int height,
            boolean interlaced,
            int delay,
            AnimationFrame.Disposal disposal,
            long control,
            long start,
            long end) {}

    private record Extension(long start, long end) {
        private static final Extension NONE = new Extension(0, 0);
    }

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int CONTROL = 0xF9;
    static final int INTERLACED = 0x40;
    private static final int NAMED_HEADER = 14;
    /// Another one tells how much to load before it begins.
    private static final int LOOPING = 1;
    private static final int XMP_TRAILER = 258;

    private GifBlocks() {}

    /// At most `max` frames, fewer when the file breaks off: of the first one any part counts.
    static List<Frame> frames(SourceBytes bytes, int max) throws IOException {
        var frames = new ArrayList<Frame>();
        int delay = 0;
        var disposal = AnimationFrame.Disposal.KEEP;
        long control = -1;
        long at = 13 + colors(bytes.u8(10));
        try {
            while (frames.size() < max) {
                int block = bytes.u8(at);
                if (block == EXTENSION) {
                    if (bytes.u8(at + 1) == CONTROL && bytes.u8(at + 2) >= 4) {
                        delay = bytes.u16(at + 4, false);
                        disposal = disposal(bytes.u8(at + 3) >> 2 & 7);
                        control = at;
                    }
                    at = afterSubBlocks(bytes, at + 2);
                } else if (block == IMAGE) {
                    long start = at;
                    at = afterPixels(bytes, at + 11 + colors(bytes.u8(at + 9)), frames.isEmpty());
                    frames.add(new Frame(
                            bytes.u16(start + 1, false),
                            bytes.u16(start + 3, false),
                            bytes.u16(start + 5, false),
                            bytes.u16(start + 7, false),
                            (bytes.u8(start + 9) & INTERLACED) != 0,
                            delay,
                            disposal,
                            control,
                            start,
                            at));
                    delay = 0;
                    disposal = AnimationFrame.Disposal.KEEP;
                    control = -1;
                } else {
                    break;
                }
            }
        } catch (EOFException _) {
            return frames; // what was found before the break
        }
        return frames;
    }

    /// The XMP packet, empty when there is none: it lies there as it is, and a trailer of 257 bytes leads readers
    /// of sub-blocks out of it (XMP specification, part 3).
    static byte[] xmp(SourceBytes bytes) throws IOException {
        Extension found = extension(bytes, "XMP DataXMP");
        long length = found.end - XMP_TRAILER - found.start;
        return length > 0 && length <= Limits.MAX_EXIF ? bytes.bytes(found.start, length) : new byte[0];
    }

    /// Once without the block that tells how often it is repeated, which goes by two names; 0 for ever.
    static int plays(SourceBytes bytes) throws IOException {
        Extension first = extension(bytes, "NETSCAPE2.0");
        Extension found = first == Extension.NONE ? extension(bytes, "ANIMEXTS1.0") : first;
        for (long at = found.start; at + 4 <= found.end && bytes.u8(at) > 0; at += 1 + bytes.u8(at)) {
            if (bytes.u8(at) >= 3 && bytes.u8(at + 1) == LOOPING) {
                int repeats = bytes.u16(at + 2, false);
                return repeats == 0 ? 0 : repeats + 1;
            }
        }
        return 1;
    }

    /// What an application wrote, from behind its name to the end; none when it did not, or the file breaks off
    /// before.
    private static Extension extension(SourceBytes bytes, String application) throws IOException {
        long at = 13 + colors(bytes.u8(10));
        try {
            for (int block = bytes.u8(at); block == EXTENSION || block == IMAGE; block = bytes.u8(at)) {
                long end = afterSubBlocks(bytes, block == EXTENSION ? at + 2 : at + 11 + colors(bytes.u8(at + 9)));
                if (block == EXTENSION && bytes.has(at + 1, "\u00FF\u000B" + application)) {
                    return new Extension(at + NAMED_HEADER, end);
                }
                at = end;
            }
        } catch (EOFException _) {
            return Extension.NONE;
        }
        return Extension.NONE;
    }

    /// Whole with its trailer.
    static FileEnd end(SourceBytes bytes) throws IOException {
        return bytes.u8(afterBlocks(bytes)) == TRAILER ? FileEnd.WHOLE : FileEnd.UNCERTAIN;
    }

    /// Whether another frame begins behind one, though the file may break off within it.
    static boolean goesOn(SourceBytes bytes, Frame frame) throws IOException {
        long at = frame.end();
        try {
            while (bytes.u8(at) == EXTENSION) {
                at = afterSubBlocks(bytes, at + 2);
            }
            return bytes.u8(at) == IMAGE;
        } catch (EOFException _) {
            return at < bytes.size();
        }
    }

    /// What is animated could go on.
    static boolean isOneFrame(SourceBytes bytes) throws IOException {
        List<Frame> frames = frames(bytes, 2);
        return frames.size() == 1 && frames.getFirst().end() == bytes.size() && plays(bytes) == 1;
    }

    private static long afterBlocks(SourceBytes bytes) throws IOException {
        long at = 13 + colors(bytes.u8(10));
        while (at < bytes.size() && (bytes.u8(at) == EXTENSION || bytes.u8(at) == IMAGE)) {
            at = afterSubBlocks(bytes, bytes.u8(at) == EXTENSION ? at + 2 : at + 11 + colors(bytes.u8(at + 9)));
        }
        return at;
    }

    static int colors(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private static long afterSubBlocks(SourceBytes bytes, long at) throws IOException {
        int length = bytes.u8(at);
        while (length != 0) {
            at += 1 + length;
            length = bytes.u8(at);
        }
        return at + 1;
    }

    /// The end of the file where that is within the first frame.
    private static long afterPixels(SourceBytes bytes, long at, boolean isFirst) throws IOException {
        try {
            return afterSubBlocks(bytes, at);
        } catch (EOFException e) {
            if (isFirst && at < bytes.size()) {
                return bytes.size();
            }
            throw e;
        }
    }

    private static AnimationFrame.Disposal disposal(int number) {
        return switch (number) {
            case 2 -> AnimationFrame.Disposal.CLEAR;
            // some writers count from another number
            case 3, 4 -> AnimationFrame.Disposal.RESTORE;
            default -> AnimationFrame.Disposal.KEEP;
        };
    }
}
