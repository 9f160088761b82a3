package dev.vitrine.api;

import static dev.vitrine.text.DisplayText.quoted;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/// Base64 as it stands in a JSON string, as the plain letters that the JDK decodes: an image is never held in memory.
///
/// Takes both alphabets, with or without padding, with line breaks and blanks between, and behind the prefix of a data
/// URL. By hand, because Jackson's `readBinaryValue` knows one alphabet at a time, no data URL, and no place of what is
/// wrong.
final class Base64Text extends InputStream {
    private static final int LONGEST_PREFIX = 200;
    private static final String DATA_URL = "data:";
    private static final int CHUNK = 64 * 1024;

    private final InputStream json;
    private final Json.Place start;
    /// Read to see whether it is the prefix of a data URL, and not taken yet.
    private final StringBuilder ahead = new StringBuilder();
    private int taken;
    private long position;
    private int bytes;
    private boolean padded;
    private boolean atEnd;

    private Base64Text(InputStream json, Json.Place start) {
        this.json = json;
        this.start = start;
    }

    /// Reads up to and with the closing quote.
    ///
    /// @param json from the character after the opening quote on
    /// @param start the place of that character
    /// @return the place behind the closing quote
    /// @throws HttpError when it is not Base64
    static Json.Place decode(InputStream json, Json.Place start, OutputStream image) throws IOException {
        var text = new Base64Text(json, start);
        text.passPrefix();
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        try (InputStream letters = Base64.getDecoder().wrap(text)) {
            for (int read = text.read(letters, chunk); read >= 0; read = text.read(letters, chunk)) {
                image.write(chunk, 0, read);
                size += read;
            }
        }
        if (size == 0) {
            throw HttpError.badRequest("image_data is empty.");
        }
        return start.plus(text.bytes);
    }

    /// Every letter is one of the alphabet: all that the decoder can miss is the end.
    private int read(InputStream letters, byte[] chunk) {
        try {
            return letters.read(chunk);
        } catch (IOException _) {
            throw bad("a piece is missing at the end");
        }
    }

    @Override
    public int read() throws IOException {
        for (int c = next(); c >= 0; c = next()) {
            if (c == '=') {
                padded = true;
            } else if (!isBlank(c)) {
                int letter = c == '-' ? '+' : c == '_' ? '/' : c;
                if (!isLetter(letter) || padded) {
                    throw bad(
                            padded && isLetter(letter)
                                    ? "there is more after the padding"
                                    : quoted(Character.toString(c)) + " is no character of it");
                }
                return letter;
            }
        }
        return -1;
    }

    /// Goes behind the comma where the text is a data URL.
    private void passPrefix() throws IOException {
        int c = next();
        while (isBlank(c)) {
            c = next();
        }
        var prefix = new StringBuilder();
        for (; c >= 0; c = next()) {
            prefix.append((char) c);
            if (prefix.length() <= DATA_URL.length()
                    && !DATA_URL.regionMatches(true, 0, prefix.toString(), 0, prefix.length())) {
                break; // “data” could begin Base64 too, but no colon can
            }
            if (c == ',') {
                if (!prefix.toString().endsWith(";base64,")) {
                    throw bad("the data URL is not marked as base64");
                }
                return;
            }
            if (prefix.length() == LONGEST_PREFIX) {
                throw bad("the data URL has no comma");
            }
        }
        ahead.append(prefix);
        position -= prefix.length();
    }

    /// The next character of the string, or -1 at its end.
    private int next() throws IOException {
        if (taken < ahead.length()) {
            position++;
            return ahead.charAt(taken++);
        }
        if (atEnd) {
            return -1;
        }
        int c = one();
        position++;
        if (c == '"') {
            atEnd = true;
            return -1;
        }
        return c == '\\' ? escaped() : c;
    }

    private int escaped() throws IOException {
        int c = one();
        return switch (c) {
            case 'n', 'r', 't', 'b', 'f' -> ' ';
            case 'u' -> codeUnit();
            default -> c;
        };
    }

    private int codeUnit() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(one(), 16);
            if (digit < 0) {
                throw bad("an escape is not whole");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private int one() throws IOException {
        int c = json.read();
        if (c < 0) {
            throw Json.malformed(start.plus(bytes), Json.ENDS_TOO_EARLY);
        }
        bytes++;
        return c;
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/';
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private HttpError bad(String why) {
        return HttpError.badRequest("image_data is not Base64 at character " + position + ": " + why + ".");
    }
}
