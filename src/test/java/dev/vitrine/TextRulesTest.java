package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.files.FolderContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Holds that text is compared in one place, and written for programs or for people knowingly. Read from the sources:
/// compiled classes do not tell a name of ours from what somebody typed.
class TextRulesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "vitrine");

    /// Names of our own constants are no text that anybody typed.
    private static final Pattern FOLDING = Pattern.compile(
            "\\bNormalizer\\b|\\bCollator\\b|(?<!name\\(\\))\\.to(Lower|Upper)Case\\(|IgnoreCase\\(|CASE_INSENSITIVE|regionMatches\\(\\s*true|UNICODE_CASE");

    /// Where, and what is compared there: words of a protocol, of an operating system or of our own grammar. A
    /// room, or the name of a class.
    private static final Map<String, String> FOLDS_ITSELF = Map.ofEntries(
            Map.entry("text/", "here it is"),
            Map.entry("api/", "hosts, schemes, media types and truth values of HTTP"),
            Map.entry("picture/", "marks of file formats, names of makers in Exif"),
            Map.entry("store/aws/", "what the service says, header names of HTTP"),
            Map.entry("Attribute", "truth values of rows"),
            Map.entry("Desktop", "the name of the window toolkit"),
            Map.entry("FileFailures", "what the system says"),
            Map.entry("FileNames", "names are written composed; extensions and devices"),
            Map.entry("FolderEntries", "file names of systems"),
            Map.entry("ImageType", "extensions"),
            Map.entry("NamePattern", "keywords of the pattern"),
            Map.entry("OperatingSystem", "the name of the system"),
            Map.entry("PagePassword", "one key, however an accent is typed"),
            Map.entry("PreferencesView", "names of our own constants"),
            Map.entry("Rendition", "its own few words"),
            Map.entry("SearchFields", "keywords of the grammar"),
            Map.entry("SearchParser", "keywords of the grammar"),
            Map.entry("WindowDialogs", "extensions"));

    /// What programs read is written for no language. People read through what is in `ui.support`.
    private static final Pattern IN_THE_LANGUAGE_OF_THE_SYSTEM = Pattern.compile(
            "[.:]formatted\\b|String\\.format\\((?!\\s*Locale\\.ROOT|\\s*locale\\b)|printf\\(|"
                    + "NumberFormat\\.get|DecimalFormat\\b|DateTimeFormatter\\.of(Localized|Pattern\\((?![^;]*Locale))|new MessageFormat\\((?![^;]*Locale)|Locale\\.getDefault");

    private static final Map<String, String> SPEAKS_TO_PEOPLE = Map.of(
            "ui/support/", "numbers and times in the window",
            "NamePattern", "months in names of files, which the person writes out",
            "PageHtml", "to whoever opens a shared page, in the language of its maker");

    private static final Map<String, String> READS_THE_NAME_OF_THE_SYSTEM =
            Map.of("OperatingSystem", "here it is", "ErrorDetails", "prints it as it is");

    @Test
    void theSystemIsAskedForInOnePlace() throws IOException {
        assertEquals(Set.of(), without(READS_THE_NAME_OF_THE_SYSTEM, filesWith(Pattern.compile("\"os\\.name\""))));
    }

    /// Titles and names are written by others, and may be endless or hide something.
    @Test
    void textOfOthersIsQuotedInOnePlace() throws IOException {
        assertEquals(Set.of(), without(Map.of("DisplayText", "here it is"), filesWith(Pattern.compile("“\"\\s*\\+"))));
    }

    @Test
    void whatPeopleTypeIsFoldedInOnePlace() throws IOException {
        assertEquals(Set.of(), without(FOLDS_ITSELF, filesWith(FOLDING)));
    }

    @Test
    void whatProgramsReadDoesNotDependOnTheLanguage() throws IOException {
        assertEquals(Set.of(), without(SPEAKS_TO_PEOPLE, filesWith(IN_THE_LANGUAGE_OF_THE_SYSTEM)));
    }

    /// A record prints all that it holds, into whatever log prints it, or what holds it.
    @Test
    void recordsOfSecretsSayHowTheyArePrinted() throws IOException {
        Pattern printsItself =
                Pattern.compile("record \\w+\\([^{]*\\b(String|char\\[]|byte\\[]) \\w*([pP]assword|[sS]ecret)"
                        + "\\w*\\b[^{]*\\{(?![\\s\\S]*String toString\\(\\))");
        assertEquals(Set.of(), filesWith(printsItself));
    }

    /// TestFX's own looks for nodes on the thread of the test, beside the layout.
    @Test
    void theWindowIsLookedAtOnItsOwnThread() throws IOException {
        var others = new TreeSet<String>();
        for (Path file : FolderContent.sources(Path.of("src", "test", "java"))) {
            if (Files.readString(file).lines().anyMatch("import org.testfx.api.FxRobot;"::equals)) {
                others.add(file.getFileName().toString());
            }
        }
        assertEquals(Set.of("WindowRobot.java"), others);
    }

    private static Set<String> without(Map<String, String> allowed, Set<String> paths) {
        var left = new TreeSet<>(paths);
        left.removeIf(path -> allowed.keySet().stream()
                .anyMatch(
                        place -> place.endsWith("/") ? path.startsWith(place) : path.endsWith("/" + place + ".java")));
        return left;
    }

    /// @return paths below the sources, with slashes
    private static Set<String> filesWith(Pattern forbidden) throws IOException {
        var found = new TreeSet<String>();
        List<Path> sources = FolderContent.sources(SOURCES);
        for (Path file : sources) {
            String path = SOURCES.relativize(file).toString().replace('\\', '/');
            if (forbidden.matcher(withoutImports(Files.readString(file))).find()) {
                found.add(path);
            }
        }
        return found;
    }

    private static String withoutImports(String source) {
        return source.replaceAll("(?m)^import .*$", "");
    }
}
