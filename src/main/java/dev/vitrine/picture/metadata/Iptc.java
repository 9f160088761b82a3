package dev.vitrine.picture.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The texts of the application record of an IPTC block (IIM 4.2).
public final class Iptc {
    static final int TITLE = 5;
    static final int KEYWORD = 25;
    static final int DATE = 55;
    static final int TIME = 60;
    private static final int DIGITIZED_DATE = 62;
    private static final int DIGITIZED_TIME = 63;
    static final int CREATOR = 80;
    static final int HEADLINE = 105;
    static final int COPYRIGHT = 116;
    static final int DESCRIPTION = 120;

    /// A small picture of the other one.
    private static final Set<Integer> PREVIEW = Set.of(200, 201, 202);
    /// When it was taken and digitized.
    static final Set<Integer> TIMES = Set.of(DATE, TIME, DIGITIZED_DATE, DIGITIZED_TIME);

    private static final int MAX_VALUES = 1000;
    private static final int ENVELOPE = 1;
    private static final int APPLICATION = 2;
    private static final int CHARACTER_SET = 90;
    private static final byte[] UTF_8 = {0x1B, '%', 'G'};
    /// What ends the sequence for each part of ISO 8859 but the first: Windows-1252 has all of that.
    private static final String PARTS = "  BCDLGFHM     b";

    private static final byte MARKER = 0x1C;
    /// Longer than any text: the field has the length of the length that follows it.
    private static final int LONG = 0x8000;

    /// What is not known of a date.
    private static final Pattern UNKNOWN = Pattern.compile("(?<=^\\d{4}(\\d\\d)?)00(00)?$");

    private final Map<Integer, List<String>> texts = new HashMap<>();

    /// What breaks off says what stood before the break.
    Iptc(byte[] raw) {
        byte[] block = inOrder(raw);
        Optional<Charset> charset = Optional.empty();
        int at = 0;
        while (at + 5 <= block.length && block[at] == MARKER) {
            int from = start(block, at);
            int end = end(block, at);
            if (end > block.length) {
                break; // cut off
            }
            byte[] value = Arrays.copyOfRange(block, from, end);
            int number = block[at + 2] & 0xFF;
            if (block[at + 1] == ENVELOPE && number == CHARACTER_SET) {
                charset = charset(value);
            } else if (block[at + 1] == APPLICATION) {
                add(number, WrittenText.decode(value, charset));
            }
            at = end;
        }
    }

    /// A part of ISO 8859 that an escape sequence (ISO 2022) names. UTF-8 shows by itself, whatever is named.
    private static Optional<Charset> charset(byte[] named) {
        boolean isPart = named.length == 3 && named[0] == UTF_8[0] && (named[1] == '-' || named[1] == '.');
        return Optional.of("ISO-8859-" + (isPart ? PARTS.indexOf(named[2]) : 0))
                .filter(Charset::isSupported)
                .map(Charset::forName);
    }

    /// Where the value begins that is named at a place.
    private static int start(byte[] block, int at) {
        int field = u16(block, at + 3);
        return at + 5 + (field < LONG ? 0 : field - LONG);
    }

    /// Where it ends, behind the block when it breaks off.
    private static int end(byte[] block, int at) {
        int from = start(block, at);
        int field = u16(block, at + 3);
        if (field < LONG) {
            return from + field;
        }
        long length = 0;
        for (int i = at + 5; i < Math.min(from, block.length) && length < block.length; i++) {
            length = length << 8 | block[i] & 0xFF;
        }
        return (int) Math.min(from + length, block.length + 1L);
    }

    private static int u16(byte[] block, int at) {
        return (block[at] & 0xFF) << 8 | block[at + 1] & 0xFF;
    }

    /// A block of who made a picture and whose it is; empty where nothing is to be said.
    static byte[] rights(String creator, String copyright) {
        var block = new ByteArrayOutputStream();
        write(block, APPLICATION, CREATOR, creator.getBytes(StandardCharsets.UTF_8));
        write(block, APPLICATION, COPYRIGHT, copyright.getBytes(StandardCharsets.UTF_8));
        if (block.size() == 0) {
            return new byte[0];
        }
        var whole = new ByteArrayOutputStream();
        write(whole, ENVELOPE, CHARACTER_SET, UTF_8);
        whole.writeBytes(block.toByteArray());
        return whole.toByteArray();
    }

    private static void write(ByteArrayOutputStream to, int part, int number, byte[] value) {
        if (value.length > 0 && value.length <= Short.MAX_VALUE) {
            to.write(MARKER);
            to.write(part);
            to.write(number);
            to.write(value.length >> 8);
            to.write(value.length);
            to.writeBytes(value);
        }
    }

    /// Some writers of TIFF take it for words of four bytes, which have an order.
    private static byte[] inOrder(byte[] raw) {
        if (raw.length < 4 || raw[0] == MARKER || raw[3] != MARKER) {
            return raw;
        }
        byte[] block = new byte[raw.length / 4 * 4];
        for (int i = 0; i < block.length; i++) {
            block[i] = raw[i ^ 3];
        }
        return block;
    }

    /// The block without some of its texts, filled up with zeros to the length that it has.
    static byte[] without(byte[] raw, Set<Integer> numbers) {
        byte[] block = inOrder(raw);
        Rest rest = rest(block, numbers);
        byte[] kept = Arrays.copyOf(rest.kept(), block.length);
        System.arraycopy(block, rest.end(), kept, rest.kept().length, block.length - rest.end());
        return Arrays.copyOf(block == raw ? kept : inOrder(kept), raw.length);
    }

    static boolean hasTimes(byte[] raw) {
        return TIMES.stream().anyMatch(new Iptc(raw).texts::containsKey);
    }

    /// What of the block is true of a picture that was made anew; empty when nothing is.
    ///
    /// @param isOtherTime whether it was taken at another moment than the block says
    public static byte[] stillTrue(byte[] raw, boolean isOtherTime) {
        byte[] kept = rest(inOrder(raw), PREVIEW).kept();
        kept = isOtherTime ? rest(kept, TIMES).kept() : kept;
        return new Iptc(kept).texts.isEmpty() ? new byte[0] : kept;
    }

    /// @param end where the block ends or breaks off
    private record Rest(byte[] kept, int end) {}

    private static Rest rest(byte[] block, Set<Integer> without) {
        var kept = new ByteArrayOutputStream(block.length);
        int at = 0;
        while (at + 5 <= block.length && block[at] == MARKER) {
            int end = end(block, at);
            if (end > block.length) {
                break;
            }
            if (block[at + 1] != APPLICATION || !without.contains(block[at + 2] & 0xFF)) {
                kept.write(block, at, end - at);
            }
            at = end;
        }
        return new Rest(kept.toByteArray(), at);
    }

    private void add(int number, String text) {
        List<String> all = texts.computeIfAbsent(number, _ -> new ArrayList<>());
        if (all.size() < MAX_VALUES && !text.isBlank()) {
            all.add(text.replace('\0', ' ').strip());
        }
    }

    List<String> texts(int number) {
        return texts.getOrDefault(number, List.of());
    }

    /// Date and time are two texts, of digits alone, which some write as ISO 8601 has them.
    Optional<LocalDateTime> takenAt() {
        return time(DATE, TIME);
    }

    Optional<LocalDateTime> digitizedAt() {
        return time(DIGITIZED_DATE, DIGITIZED_TIME);
    }

    private Optional<LocalDateTime> time(int dateNumber, int timeNumber) {
        String date = text(dateNumber).replaceAll("[:-]", "");
        String day = UNKNOWN.matcher(date).replaceFirst("");
        String time = text(timeNumber).replace(":", "");
        return WrittenDate.parse(date + time).or(() -> WrittenDate.parse(day.length() == 6 ? day + "01" : day));
    }

    /// `""` without one.
    private String text(int number) {
        List<String> all = texts(number);
        return all.isEmpty() ? "" : all.getFirst();
    }
}
