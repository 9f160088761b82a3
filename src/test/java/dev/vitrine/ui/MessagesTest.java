package dev.vitrine.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text that the code asks for is there, and every text that is there is asked for.
class MessagesTest {
    private static final Path BUNDLE = Path.of("src/main/resources/dev/vitrine/ui/messages.properties");
    /// Called as `Messages.text` or, imported, as `text`; another object's `text` is something else.
    private static final Pattern ASKED = Pattern.compile("(?:Messages\\.|(?<![.\\w]))text\\(\\s*\"([^\"]+\\.[^\"]+)\"\\s*[,)]");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_]+)*\\.?|\\.[A-Za-z0-9_.]+)\"");

    private final String sources = sources();

    @Test
    void everyTextAskedForIsThere() throws IOException {
        Set<String> keys = bundle().stringPropertyNames();
        var missing = new TreeSet<String>();
        for (Matcher asked = ASKED.matcher(sources); asked.find();) {
            if (!keys.contains(asked.group(1))) {
                missing.add(asked.group(1));
            }
        }
        assertEquals(Set.of(), missing);
    }

    /// A key counts as asked for when it stands in the code whole, or when its beginning does, up to a dot, and the rest is computed.
    @Test
    void everyTextThereIsAskedFor() throws IOException {
        var literals = new HashSet<String>();
        for (Matcher literal = LITERAL.matcher(sources); literal.find();) {
            literals.add(literal.group(1));
        }
        var obsolete = new TreeSet<String>();
        for (String key : bundle().stringPropertyNames()) {
            boolean whole = literals.contains(key);
            boolean beginning = literals.stream().anyMatch(literal -> literal.endsWith(".") && key.startsWith(literal));
            boolean extended = literals.stream().anyMatch(literal -> literal.startsWith(".") && key.endsWith(literal)
                    && literals.contains(key.substring(0, key.length() - literal.length())));
            if (!whole && !beginning && !extended) {
                obsolete.add(key);
            }
        }
        assertEquals(Set.of(), obsolete);
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        var seen = new HashSet<String>();
        List<String> twice = new ArrayList<>();
        for (String line : Files.readAllLines(BUNDLE)) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0 && !seen.add(line.substring(0, equals).strip())) {
                twice.add(line);
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void everyTextIsAValidPattern() throws IOException {
        Properties bundle = bundle();
        assertTrue(bundle.size() > 50, "the bundle was really read");
        for (String key : bundle.stringPropertyNames()) {
            String text = new MessageFormat(bundle.getProperty(key)).format(new Object[] {2, 3, 4, 5, 6});
            assertTrue(!text.contains("{"), key + " has a broken placeholder: " + text);
        }
    }

    private static Properties bundle() throws IOException {
        var bundle = new Properties();
        try (var reader = Files.newBufferedReader(BUNDLE)) {
            bundle.load(reader);
        }
        return bundle;
    }

    private static String sources() {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/vitrine"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }
}
