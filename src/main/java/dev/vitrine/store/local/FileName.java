package dev.vitrine.store.local;

import dev.vitrine.files.FileNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// Writes one part of a key as a file name that every file system can hold.
///
/// Almost every name stays as it is. What Windows forbids, and `%` itself, becomes `%XX` (UTF-8, as in URLs), so that a
/// folder can move between systems and names can be read back. A name too long for one folder entry goes on in the
/// next: a part that ends with a lone `%` is continued.
final class FileName {
    private static final int LONGEST = 240;
    private static final String FORBIDDEN = "<>:\"/\\|?*%";

    private FileName() {}

    /// Separated by `/` when one entry does not suffice.
    private static String of(String keyPart) {
        var name = new StringBuilder();
        int entryBytes = 0;
        int last = keyPart.length() - 1;
        boolean device = FileNames.isDevice(keyPart);
        for (int i = 0; i < keyPart.length(); ) {
            int codePoint = keyPart.codePointAt(i);
            boolean escaped = isForbidden(codePoint)
                    || i == 0 && (device || codePoint == ' ')
                    || i == last && (codePoint == '.' || codePoint == ' ');
            String written = escaped ? escape(codePoint) : Character.toString(codePoint);
            int bytes = written.getBytes(StandardCharsets.UTF_8).length;
            if (entryBytes + bytes > LONGEST) {
                // Escaped, so that no continuation begins with a dot or is a name of its own meaning.
                written = escaped ? written : escape(codePoint);
                bytes = written.length();
                name.append("%/");
                entryBytes = 0;
            }
            name.append(written);
            entryBytes += bytes;
            i += Character.charCount(codePoint);
        }
        return name.toString();
    }

    /// A whole key as folder entries, separated by `/`.
    static String entries(String keyPath) {
        return Arrays.stream(keyPath.split("/", -1)).map(FileName::of).collect(Collectors.joining("/"));
    }

    /// The reverse of {@link #entries}: the parts of a key, separated by `/`, that these folder entries stand for.
    /// What is not written so comes back as something that {@link #entries} would write otherwise.
    static String keyPath(String entries) {
        return URLDecoder.decode(entries.replace("%/", "").replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isForbidden(int codePoint) {
        return codePoint < ' ' || codePoint == 0x7f || FORBIDDEN.indexOf(codePoint) >= 0;
    }

    private static String escape(int codePoint) {
        byte[] utf8 = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        return "%" + HexFormat.ofDelimiter("%").withUpperCase().formatHex(utf8);
    }
}
