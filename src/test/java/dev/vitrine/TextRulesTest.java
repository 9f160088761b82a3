package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds that text is compared in one place. Read from the sources: compiled classes do not tell a name of ours from what somebody typed.
class TextRulesTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "vitrine");

    /// Names of our own constants are no text that anybody typed.
    private static final Pattern FOLDING = Pattern.compile("\\bNormalizer\\b|\\bCollator\\b|(?<!name\\(\\))\\.to(Lower|Upper)Case\\(|IgnoreCase\\(|CASE_INSENSITIVE|regionMatches\\(true|UNICODE_CASE");

    /// What is compared there, all of it words of a protocol, of an operating system or of our own grammar.
    private static final Map<String, String> FOLDS_ITSELF = Map.ofEntries(
            Map.entry("api/AccessCheck.java", "hosts and the authorization scheme of HTTP"),
            Map.entry("api/Base64Text.java", "the prefix of data addresses"),
            Map.entry("api/Request.java", "media types and truth values of HTTP"),
            Map.entry("api/ServerSettings.java", "hosts"),
            Map.entry("connection/AppFolders.java", "the name of the system"),
            Map.entry("files/FileFailures.java", "what the system says"),
            Map.entry("files/FileNames.java", "names are written composed; extensions and devices"),
            Map.entry("image/Attribute.java", "truth values of rows"),
            Map.entry("image/ImageType.java", "extensions"),
            Map.entry("picture/CameraFactsReader.java", "names of makers in Exif"),
            Map.entry("picture/format/MagicBytes.java", "marks of file formats"),
            Map.entry("picture/format/TiffKind.java", "names of makers in Exif"),
            Map.entry("search/SearchField.java", "keywords of the grammar"),
            Map.entry("search/SearchParser.java", "keywords of the grammar"),
            Map.entry("service/NamePattern.java", "keywords of the pattern"),
            Map.entry("service/upload/source/FolderScanner.java", "file names of systems"),
            Map.entry("store/aws/AwsFailures.java", "what the service says"),
            Map.entry("store/aws/LargeBodies.java", "header names of HTTP"),
            Map.entry("ui/desktop/DesktopNotice.java", "the name of the system"),
            Map.entry("ui/desktop/WindowDialogs.java", "extensions"),
            Map.entry("ui/preferences/PreferencesView.java", "names of our own constants"),
            Map.entry("ui/shell/Desktop.java", "the names of the system and of its window toolkit"));

    @Test
    void whatPeopleTypeIsFoldedInOnePlace() throws IOException {
        assertEquals(new TreeSet<>(FOLDS_ITSELF.keySet()), filesWith(FOLDING, "text/"));
    }

    /// @return paths below the sources, with slashes
    private static TreeSet<String> filesWith(Pattern forbidden, String exceptIn) throws IOException {
        var found = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            for (Path file : sources) {
                String path = SOURCES.relativize(file).toString().replace('\\', '/');
                if (!path.startsWith(exceptIn) && forbidden.matcher(withoutImports(Files.readString(file))).find()) {
                    found.add(path);
                }
            }
        }
        return found;
    }

    private static String withoutImports(String source) {
        return source.replaceAll("(?m)^import .*$", "");
    }
}
