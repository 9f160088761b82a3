package dev.vitrine.image;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What can be passed on about something that went wrong: enough to find the place in the code, and nothing that opens
/// a door.
///
/// Left out are the queries of addresses (a signed link is a key), names and passwords in addresses, access keys and
/// whatever calls itself secret, token, password, signature or credential. The home folder is `~`.
public final class ErrorDetails {
    private static final int FRAMES = 12;
    private static final Pattern QUERY = Pattern.compile("(?i)(\\b[a-z][a-z0-9+.-]*://[^\\s?#\"'<>]*)[?#][^\\s\"'<>]*");
    private static final Pattern SIGN_IN = Pattern.compile("(?i)(\\b[a-z][a-z0-9+.-]*://)[^\\s/@]*@");
    private static final Pattern SIGNED = Pattern.compile("(?i)\\b(x-amz-[a-z-]+)(=|: ?)[^\\s&,]+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b([\\w.-]*(?:secret|token|password|signature|credential|authorization)[\\w.-]*)(\\s*[=:]\\s*)(?:(?:aws4-hmac-sha256|bearer|basic)\\s+)?[^\\s&,;]+");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\\b");

    private ErrorDetails() {}

    /// @param sentence what the person read
    public static String of(String sentence, ImageException failure, Instant time) {
        var text = new StringBuilder();
        text.append("Vitrine, error ").append(ErrorCode.of(failure)).append('\n');
        text.append(time.truncatedTo(ChronoUnit.SECONDS)).append('\n');
        text.append(sentence).append('\n');
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            text.append('\n').append(each).append('\n');
            text.append(Arrays.stream(each.getStackTrace())
                    .limit(FRAMES)
                    .map(frame -> "  at " + frame + "\n")
                    .collect(Collectors.joining()));
        }
        text.append('\n')
                .append("Java ")
                .append(System.getProperty("java.version", ""))
                .append(", ")
                .append(System.getProperty("os.name", ""))
                .append(' ')
                .append(System.getProperty("os.version", ""))
                .append(' ')
                .append(System.getProperty("os.arch", ""))
                .append('\n');
        return withoutSecrets(text.toString());
    }

    /// The text with everything taken out that should not be passed on.
    public static String withoutSecrets(String text) {
        String clean = QUERY.matcher(text).replaceAll("$1?…");
        clean = SIGN_IN.matcher(clean).replaceAll("$1…@");
        clean = SIGNED.matcher(clean).replaceAll("$1$2…");
        clean = NAMED.matcher(clean).replaceAll("$1$2…");
        clean = ACCESS_KEY.matcher(clean).replaceAll("…");
        String home = System.getProperty("user.home", "");
        return home.length() > 1 ? clean.replace(home, "~") : clean;
    }
}
