package dev.vitrine.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ui.support.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text that the code asks for is there, in every language, and every text that is there is asked for.
class MessagesTest {
    private static final Path TEXTS = Path.of("src/main/resources/dev/vitrine/ui");
    private static final String ENGLISH = "messages.properties";
    private static final List<String> TRANSLATIONS = List.of("messages_de.properties");
    private static final List<String> LANGUAGES =
            Stream.concat(Stream.of(ENGLISH), TRANSLATIONS.stream()).toList();
    /// Called as `Messages.text` or, imported, as `text`; another object's `text` is something else.
    private static final Pattern ASKED =
            Pattern.compile("(?:Messages\\.|(?<![.\\w]))text\\(\\s*\"([^\"]+\\.[^\"]+)\"\\s*[,)]");
    private static final Pattern LITERAL =
            Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_]+)*\\.?|\\.[A-Za-z0-9_.]+)\"");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    /// Two words beside one another.
    private static final Pattern SENTENCE = Pattern.compile("\\p{L}{3,} \\p{L}{3,}");

    private static final Pattern ADDRESS = Pattern.compile("(?<=[\\p{L},] )(Sie|Ihr|Ihre|Ihren|Ihrem|Ihnen)\\b");

    /// An image is what the library holds; a straight apostrophe quotes in a pattern; and what is not written so in
    /// the United States.
    private static final Pattern NOT_OUR_ENGLISH = Pattern.compile(
            "(?iu)\\bpictures?\\b|'|colour|favour|\\bcentre|\\bgrey\\b|licence|catalogue|cancelled|(?:organ|recogn|normal|minim|optim|initial|synchron)is");

    private final String sources = sources();

    @Test
    void everyTextAskedForIsThere() throws IOException {
        Set<String> keys = texts(ENGLISH).stringPropertyNames();
        var missing = new TreeSet<String>();
        for (Matcher asked = ASKED.matcher(sources); asked.find(); ) {
            if (!keys.contains(asked.group(1))) {
                missing.add(asked.group(1));
            }
        }
        assertEquals(Set.of(), missing);
    }

    /// A key counts as asked for when it stands in the code whole, or when its beginning does, up to a dot, and the
    /// rest is computed.
    @Test
    void everyTextThereIsAskedFor() throws IOException {
        var literals = new HashSet<String>();
        for (Matcher literal = LITERAL.matcher(sources); literal.find(); ) {
            literals.add(literal.group(1));
        }
        var obsolete = new TreeSet<String>();
        for (String key : texts(ENGLISH).stringPropertyNames()) {
            boolean whole = literals.contains(key);
            boolean beginning = literals.stream().anyMatch(literal -> literal.endsWith(".") && key.startsWith(literal));
            boolean extended = literals.stream()
                    .anyMatch(literal -> literal.startsWith(".")
                            && key.endsWith(literal)
                            && literals.contains(key.substring(0, key.length() - literal.length())));
            if (!whole && !beginning && !extended) {
                obsolete.add(key);
            }
        }
        assertEquals(Set.of(), obsolete);
    }

    @Test
    void englishIsWrittenTheSameWayEverywhere() throws IOException {
        Properties english = texts(ENGLISH);
        var strange = new TreeMap<String, String>();
        for (String key : english.stringPropertyNames()) {
            if (NOT_OUR_ENGLISH.matcher(english.getProperty(key)).find()) {
                strange.put(key, english.getProperty(key));
            }
        }
        assertEquals(Map.of(), strange);
    }

    @Test
    void noKeyIsDefinedTwice() throws IOException {
        List<String> twice = new ArrayList<>();
        for (String language : LANGUAGES) {
            var seen = new HashSet<String>();
            for (String line : Files.readAllLines(TEXTS.resolve(language))) {
                int equals = line.indexOf('=');
                if (!line.startsWith("#")
                        && equals > 0
                        && !seen.add(line.substring(0, equals).strip())) {
                    twice.add(language + ": " + line);
                }
            }
        }
        assertEquals(List.of(), twice);
    }

    @Test
    void everyTextIsAValidPatternForOneAndForMany() throws IOException {
        for (String language : LANGUAGES) {
            Properties texts = texts(language);
            assertTrue(texts.size() > 50, language + " was really read");
            for (String key : texts.stringPropertyNames()) {
                for (int number : new int[] {0, 1, 2, 1000}) {
                    Object[] numbers =
                            IntStream.range(0, 8).mapToObj(_ -> number).toArray();
                    String text = new MessageFormat(texts.getProperty(key)).format(numbers);
                    assertTrue(!text.contains("{"), language + ": " + key + " has a broken placeholder: " + text);
                }
            }
        }
    }

    @Test
    void everyTranslationHasTheTextsOfEnglishAndNoOthers() throws IOException {
        Set<String> english = texts(ENGLISH).stringPropertyNames();
        for (String language : TRANSLATIONS) {
            Set<String> translated = texts(language).stringPropertyNames();
            assertEquals(Set.of(), without(english, translated), "missing in " + language);
            assertEquals(Set.of(), without(translated, english), "obsolete in " + language);
        }
    }

    @Test
    void everyTranslationUsesThePlaceholdersOfEnglish() throws IOException {
        Properties english = texts(ENGLISH);
        for (String language : TRANSLATIONS) {
            Properties translated = texts(language);
            var different = new TreeMap<String, String>();
            for (String key : translated.stringPropertyNames()) {
                Set<String> requested = placeholders(english.getProperty(key, ""));
                Set<String> used = placeholders(translated.getProperty(key));
                if (!used.equals(requested)) {
                    different.put(key, used + " instead of " + requested);
                }
            }
            assertEquals(Map.of(), different, language);
        }
    }

    /// A copy of the English sentence is no translation; names and single words may be the same in both languages.
    @Test
    void noSentenceStaysEnglish() throws IOException {
        Properties english = texts(ENGLISH);
        for (String language : TRANSLATIONS) {
            Properties translated = texts(language);
            var copied = new TreeSet<>(translated.stringPropertyNames());
            copied.removeIf(key -> !translated.getProperty(key).equals(english.getProperty(key))
                    || !SENTENCE.matcher(translated.getProperty(key)).find());
            assertEquals(Set.of(), copied, language);
        }
    }

    /// “Sie” within a sentence is an address; at its beginning it may stand for what was just named.
    @Test
    void germanAddressesNobody() throws IOException {
        Properties german = texts("messages_de.properties");
        var addressing = new TreeSet<>(german.stringPropertyNames());
        addressing.removeIf(key -> !ADDRESS.matcher(german.getProperty(key)).find());
        assertEquals(Set.of(), addressing);
    }

    private static Set<String> placeholders(String pattern) {
        return PLACEHOLDER
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        var left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static Properties texts(String language) throws IOException {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(TEXTS.resolve(language))) {
            texts.load(reader);
        }
        return texts;
    }

    private static String sources() {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/vitrine"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    @Test
    void noneIsNotCalledOne() {
        List<String> said = IntStream.range(0, 3)
                .mapToObj(count -> Messages.text("actions.deletedPermanently", count))
                .toList();
        assertEquals(
                List.of(
                        "0 images deleted permanently.",
                        "1 image deleted permanently.",
                        "2 images deleted permanently."),
                said);
    }

    /// Other programs write names with line breaks, marks that turn the direction of writing, and without end.
    @Test
    void aNameInASentenceIsOneLineThatFitsOnTheScreen() {
        assertEquals("Change “line break gnp.exe”", Messages.text("edits.one.label", "line\nbreak\u202Egnp.exe"));
        String label = Messages.text("edits.one.label", "x".repeat(10_000));
        assertTrue(label.length() < 120, label);
    }
}
