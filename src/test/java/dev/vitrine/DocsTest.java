package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists: classes, packages and the files that they link to.
class DocsTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CLASS =
            Pattern.compile("(?:[a-z.]+\\.)?([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.[a-z]\\w*)?");
    private static final Pattern PACKAGE = Pattern.compile(
            "(?:image|text|files|search|sqlite|store|picture|catalog|service|connection|api|cli|ui)(?:\\.[a-z]+)+");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)");
    /// Words of others, written like classes.
    private static final Set<String> OTHERS = Set.of(
            "DynamoDB",
            "GridView",
            "ListView",
            "S3Client",
            "DynamoDbClient",
            "HttpURLConnection",
            "DateTimeFormatter",
            "NotFound");

    @Test
    void classesAndPackagesExist() throws IOException {
        Set<String> classes;
        Set<String> packages;
        try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
                Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            classes = Stream.concat(main, tests)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Path root = Path.of("src/main/java/dev/vitrine");
        try (Stream<Path> folders = Files.walk(root)) {
            packages = folders.filter(Files::isDirectory)
                    .map(folder ->
                            root.relativize(folder).toString().replace('/', '.').replace('\\', '.'))
                    .collect(Collectors.toSet());
        }
        var unknown = new TreeSet<String>();
        int known = 0;
        for (Path document : documents()) {
            var codes = CODE.matcher(Files.readString(document));
            while (codes.find()) {
                var type = CLASS.matcher(codes.group(1));
                if (type.matches() && !classes.contains(type.group(1)) && !OTHERS.contains(type.group(1))
                        || PACKAGE.matcher(codes.group(1)).matches()
                                && !packages.contains(codes.group(1))
                                && !codes.group(1).matches(".*\\.(properties|sqlite)")) {
                    unknown.add(document + ": " + codes.group(1));
                } else {
                    known += type.matches() ? 1 : 0;
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(known > 20, known + " classes named");
    }

    @Test
    void linksLeadToFiles() throws IOException {
        var broken = new TreeSet<String>();
        for (Path document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                if (!Files.exists(document.resolveSibling(links.group(1)))) {
                    broken.add(document + ": " + links.group(1));
                }
            }
        }
        assertEquals(Set.of(), broken);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> own = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(own, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
