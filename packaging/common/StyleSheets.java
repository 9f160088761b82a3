import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javafx.css.Stylesheet;

/// Puts beside each style sheet of the program what JavaFX makes of it. JavaFX takes that wherever it is there, so that no start parses a sheet; and in
/// that of the theme stands only what something in the window can have.
final class StyleSheets {
    private static final Pattern RULE = Pattern.compile("([^{}]+)(\\{[^{}]*})");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    private StyleSheets() {
    }

    static void addParsed(Path program, Path copy) throws IOException {
        Path folder = Files.createTempDirectory("sheets");
        try (var zip = new ZipFile(program.toFile()); var out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream bytes = zip.getInputStream(entry)) {
                    add(entry.getName(), entry, bytes.readAllBytes(), out);
                }
                if (entry.getName().endsWith(".css")) {
                    try (InputStream sheet = zip.getInputStream(entry)) {
                        add(entry.getName().replaceFirst("css$", "bss"), entry, parsed(sheet, folder), out);
                    }
                }
            }
        } finally {
            Folders.delete(folder);
        }
    }

    static boolean isParsedTheme(ZipEntry entry) {
        return entry.getName().matches("atlantafx/.*/cupertino-(light|dark)\\.bss");
    }

    /// @param parsed the entry of a theme that was parsed by those who made it, beside which its sheet is
    /// @param unused a style class or pseudo-class a line, with its dot or colon
    static byte[] withoutUnused(ZipFile jar, ZipEntry parsed, Path unused) throws IOException {
        Pattern needsUnused = Pattern.compile(Files.readAllLines(unused).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Pattern.quote(line.strip()))
                .collect(Collectors.joining("|", "(", ")(?![\\w-])")));
        Path folder = Files.createTempDirectory("sheets");
        try (InputStream sheet = jar.getInputStream(jar.getEntry(parsed.getName().replaceFirst("bss$", "css")))) {
            String all = COMMENT.matcher(new String(sheet.readAllBytes(), StandardCharsets.UTF_8)).replaceAll("");
            String kept = RULE.matcher(all).replaceAll(rule -> Matcher.quoteReplacement(withoutUnused(rule, needsUnused)));
            return parsed(new ByteArrayInputStream(kept.getBytes(StandardCharsets.UTF_8)), folder);
        } finally {
            Folders.delete(folder);
        }
    }

    private static String withoutUnused(MatchResult rule, Pattern needsUnused) {
        String selectors = Arrays.stream(rule.group(1).split(","))
                .filter(selector -> !needsUnused.matcher(selector).find())
                .collect(Collectors.joining(","));
        return selectors.isEmpty() ? "" : selectors + rule.group(2);
    }

    private static void add(String name, ZipEntry like, byte[] bytes, ZipOutputStream out) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(like.getTimeLocal());
        out.putNextEntry(entry);
        out.write(bytes);
    }

    private static byte[] parsed(InputStream sheet, Path folder) throws IOException {
        Path written = folder.resolve("sheet.css");
        Path binary = folder.resolve("sheet.bss");
        Files.write(written, sheet.readAllBytes());
        Stylesheet.convertToBinary(written.toFile(), binary.toFile());
        return Files.readAllBytes(binary);
    }
}
