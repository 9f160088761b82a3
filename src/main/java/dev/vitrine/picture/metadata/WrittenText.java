package dev.vitrine.picture.metadata;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// Bytes of a text of which nobody says in which encoding it is.
///
/// UTF-8 is hardly ever valid by chance, not even in most of a text. Japanese in Shift-JIS is told from western text
/// by what comes out: words of several Japanese characters. All else is taken as Windows-1252, of which Latin-1 is a
/// part.
public final class WrittenText {
    private static final char FIRST_CHINESE = '\u4E00';
    private static final char LAST_CHINESE = '\u9FFF';
    private static final String MARK = "\uFEFF";
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Optional<Charset> JAPANESE =
            Charset.isSupported("windows-31j") ? Optional.of(Charset.forName("windows-31j")) : Optional.empty();

    private WrittenText() {}

    public static String decode(byte[] raw) {
        return decode(raw, Optional.empty());
    }

    /// @param otherwise what it is where it is not UTF-8, as far as somebody says it
    static String decode(byte[] raw, Optional<Charset> otherwise) {
        return utf8(raw)
                .or(() -> otherwise.map(charset -> new String(raw, charset)))
                .or(() -> JAPANESE.flatMap(charset -> strictly(raw, charset)).filter(WrittenText::isJapanese))
                .orElseGet(() -> new String(raw, WESTERN));
    }

    /// What most of is UTF-8: a byte that is not was written by another program, and half a character at the end is
    /// where one that counts bytes cut the text off.
    private static Optional<String> utf8(byte[] raw) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(raw);
        CharBuffer out = CharBuffer.allocate(raw.length);
        int others = 0;
        while (decoder.decode(in, out, false).isMalformed()) {
            out.append(new String(raw, in.position(), 1, WESTERN));
            in.position(in.position() + 1);
            others++;
        }
        String text = out.flip().toString();
        boolean isAll = others == 0 && !in.hasRemaining();
        boolean isMost = text.codePoints().filter(c -> c >= 0x80).count() > 2 * others;
        return isAll || isMost ? Optional.of(text.startsWith(MARK) ? text.substring(1) : text) : Optional.empty();
    }

    /// Up to its first NUL, without blanks around it.
    static String decodeToNul(byte[] raw) {
        boolean isUtf16 = raw.length >= 4 && (raw[0] == 0) == (raw[2] == 0) && (raw[1] == 0) == (raw[3] == 0);
        if (isUtf16 && (raw[0] == 0) != (raw[1] == 0)) {
            return utf16(raw, raw[0] == 0);
        }
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return decode(Arrays.copyOf(raw, end)).strip();
    }

    /// Said to be Japanese: by escape sequences, as the standard has it, or in one of the other ways.
    static String decodeJapanese(byte[] raw) {
        boolean escapes = new String(raw, StandardCharsets.ISO_8859_1).contains("\u001B$");
        return escapes && Charset.isSupported("ISO-2022-JP")
                ? new String(raw, Charset.forName("ISO-2022-JP")).split("\0", 2)[0].strip()
                : decodeToNul(raw);
    }

    /// Up to its first NUL, in the order of bytes that is said, unless a mark at its beginning or the letters tell
    /// another: within a script the higher bytes are the same, or a few.
    static String decodeUtf16(byte[] raw, boolean bigEndian) {
        if (raw.length >= 2 && (raw[0] & raw[1] & 0xFF) == 0xFE && raw[0] != raw[1]) {
            return utf16(raw, raw[0] == (byte) 0xFE);
        }
        var first = new BitSet();
        var second = new BitSet();
        for (int i = 0; i + 1 < raw.length && (raw[i] != 0 || raw[i + 1] != 0); i += 2) {
            first.set(raw[i] & 0xFF);
            second.set(raw[i + 1] & 0xFF);
        }
        BitSet high = bigEndian ? first : second;
        BitSet low = bigEndian ? second : first;
        boolean isOther = low.length() == 1 || 2 * high.cardinality() > 3 * low.cardinality();
        return utf16(raw, bigEndian != isOther);
    }

    /// Up to its first NUL; half a character at the end is none.
    static String utf16(byte[] raw, boolean bigEndian) {
        Charset charset = bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        return new String(raw, 0, raw.length & ~1, charset)
                .split("\0", 2)[0]
                .replace(MARK, "")
                .strip();
    }

    private static Optional<String> strictly(byte[] raw, Charset charset) {
        try {
            return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// Some run of characters beyond ASCII is longer than one, and a single one is no Chinese character: an umlaut
    /// between two letters comes out as such.
    private static boolean isJapanese(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c < 0x80;
            if (!ascii && !isJapanese(c)) {
                return false;
            }
            boolean ends = i + 1 == text.length() || text.charAt(i + 1) < 0x80;
            if (!ascii && run == 0 && ends && c >= FIRST_CHINESE && c <= LAST_CHINESE) {
                return false;
            }
            run = ascii ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest > 1;
    }

    /// Punctuation, kana, the common Chinese characters, and Latin letters of full width.
    private static boolean isJapanese(char c) {
        return c >= '\u3000' && c <= '\u30FF'
                || c >= FIRST_CHINESE && c <= LAST_CHINESE
                || c >= '\uFF01' && c <= '\uFF5E';
    }
}
