package dev.vitrine.store;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The header that tells a browser to show bytes or to save them, and under which name.
public final class ContentDisposition {
    public static final String INLINE = "inline";

    private ContentDisposition() {}

    /// RFC 6266: a plain name for old readers, and the exact one as RFC 5987 spells it.
    public static String attachment(String fileName) {
        var plain = new StringBuilder();
        fileName.codePoints()
                .forEach(c -> plain.appendCodePoint(c < 0x20 || c > 0x7e || "\"\\%/;".indexOf(c) >= 0 ? '_' : c));
        var exact = new StringBuilder();
        for (byte octet : fileName.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isPlain = (c >= '0' && c <= '9')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= 'a' && c <= 'z')
                    || "!#$&+-.^_`|~".indexOf(c) >= 0;
            exact.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + exact;
    }
}
