package dev.vitrine.image;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What can be passed on about something that went wrong: enough to find the place in the code, and nothing that opens
/// a door.
///
/// Left out are the queries of addresses (a signed link is a key), names and passwords in addresses, access keys and
/// whatever calls itself secret, token, password, signature or credential. The home folder is `~`.
public final class ErrorDetails {
    private static final int FRAMES = 12;
    /// Longer texts are cut: rows are written by others, and what they say stands in messages.
    private static final int LONGEST = 2_000;
    // Every pattern begins where a run of its letters begins and never looks back: the
    // time grows with the text alone.
    private static final Pattern QUOTED = Pattern.compile("[^\\s\"'<>]++");
    private static final Pattern SIGN_IN = Pattern.compile("(?i)(?<![a-z0-9+.-])([a-z0-9+.-]++://)[^\\s/@]*+@");
    private static final Pattern SIGNED =
            Pattern.compile("(?i)(?<![a-z0-9-])(?=[a-z0-9-]*?x-amz-)([a-z0-9-]++)(=|: ?)[^\\s&,]+");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?<![\\w.-])(?=[\\w.-]*?(?:secret|token|password|signature|credential|authorization))([\\w.-]++)"
                    + "(\\s*+[=:]\\s*+)(?:(?:aws4-hmac-sha256|bearer|basic)\\s++)?[^\\s&,;]+");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\\b");

    private ErrorDetails() {}

    /// @param sentence what the person read
    public static String of(String sentence, ImageException failure, Instant time) {
        var text = new StringBuilder();
        text.append("Vitrine, error ").append(ErrorCode.of(failure)).append('\n');
        text.append(time.truncatedTo(ChronoUnit.SECONDS)).append('\n');
        text.append(clipped(sentence)).append('\n');
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            text.append('\n').append(clipped(each.toString())).append('\n');
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
    static String withoutSecrets(String text) {
        String clean = QUOTED.matcher(text).replaceAll(word -> Matcher.quoteReplacement(withoutQuery(word.group())));
        clean = SIGN_IN.matcher(clean).replaceAll("$1…@");
        clean = SIGNED.matcher(clean).replaceAll("$1$2…");
        clean = NAMED.matcher(clean).replaceAll("$1$2…");
        clean = ACCESS_KEY.matcher(clean).replaceAll("…");
        String home = System.getProperty("user.home", "");
        return home.length() > 1 ? clean.replace(home, "~") : clean;
    }

    /// The queries of signed links are keys.
    private static String withoutQuery(String word) {
        int address = word.indexOf("://");
        for (int at = address; at >= 0 && at < word.length(); at++) {
            if (word.charAt(at) == '?' || word.charAt(at) == '#') {
                return word.substring(0, at) + "?…";
            }
        }
        return word;
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
