package dev.vitrine.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Decodes Base64 as it stands in a JSON string, piece by piece: an image is never held in memory.
///
/// Takes both alphabets, with or without padding, with line breaks and blanks between, and behind the prefix of a data URL.
final class Base64Text {
    private static final byte[] VALUES = new byte[128];
    private static final int LONGEST_PREFIX = 200;
    private static final String DATA_URL = "data:";

    static {
        Arrays.fill(VALUES, (byte) -1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            VALUES[letters.charAt(i)] = (byte) i;
        }
        VALUES['-'] = VALUES['+'];
        VALUES['_'] = VALUES['/'];
    }

    private final InputStream json;
    private long position;

    private Base64Text(InputStream json) {
        this.json = json;
    }

    /// @param json from the character after the quote on, and known to be a whole JSON string
    /// @throws Refusal when it is not Base64
    static void decode(InputStream json, OutputStream image) throws IOException {
        new Base64Text(json).decode(image);
    }

    private void decode(OutputStream image) throws IOException {
        int bits = 0;
        int count = 0;
        boolean padded = false;
        for (int c = afterPrefix(); c >= 0; c = next()) {
            if (c == '=') {
                padded = true;
            } else if (!isBlank(c)) {
                int value = c < VALUES.length ? VALUES[c] : -1;
                if (value < 0 || padded) {
                    throw bad(value < 0 ? "“" + Character.toString(c) + "” is no character of it" : "there is more after the padding");
                }
                bits = bits << 6 | value;
                if (++count % 4 == 0) {
                    image.write(bits >> 16);
                    image.write(bits >> 8);
                    image.write(bits);
                    bits = 0;
                }
            }
        }
        writeRest(image, bits, count);
    }

    private void writeRest(OutputStream image, int bits, int count) throws IOException {
        if (count == 0) {
            throw HttpError.badRequest("image_data is empty.");
        }
        switch (count % 4) {
            case 1 -> throw bad("a piece is missing at the end");
            case 2 -> image.write(bits >> 4);
            case 3 -> {
                image.write(bits >> 10);
                image.write(bits >> 2);
            }
            default -> { }
        }
    }

    /// The first character of the Base64 itself: behind the comma where the text is a data URL.
    private int afterPrefix() throws IOException {
        int first = next();
        while (isBlank(first)) {
            first = next();
        }
        if (first != 'd' && first != 'D') {
            return first;
        }
        // “data” could begin Base64 too, but no colon can: read on until one of them is sure.
        json.mark(LONGEST_PREFIX * 6);
        long start = position;
        var prefix = new StringBuilder().append((char) first);
        while (prefix.length() < LONGEST_PREFIX) {
            int c = next();
            prefix.append((char) Math.max(0, c));
            if (c < 0 || prefix.length() == DATA_URL.length() && !prefix.toString().equalsIgnoreCase(DATA_URL)) {
                json.reset();
                position = start;
                return first;
            }
            if (c == ',') {
                if (!prefix.toString().endsWith(";base64,")) {
                    throw bad("the data URL is not marked as base64");
                }
                return next();
            }
        }
        throw bad("the data URL has no comma");
    }

    /// The next character of the string, or -1 at its end.
    private int next() throws IOException {
        int c = json.read();
        position++;
        if (c == '"' || c < 0) {
            return -1;
        }
        return c == '\\' ? escaped() : c;
    }

    private int escaped() throws IOException {
        int c = json.read();
        return switch (c) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            case 'u' -> Integer.parseInt(new String(json.readNBytes(4), StandardCharsets.ISO_8859_1), 16);
            default -> c;
        };
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private HttpError bad(String why) {
        return HttpError.badRequest("image_data is not Base64 at character " + position + ": " + why + ".");
    }
}
