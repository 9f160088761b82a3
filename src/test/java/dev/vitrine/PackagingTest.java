package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.FolderContent;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts of packaging/ that can be asked alone: what may ship, and what the icon looks like.
class PackagingTest {
    private static final Path PACKAGING = Path.of("packaging", "common");

    @TempDir
    Path folder;

    @Test
    void whatMayNotBePassedOnEndsTheBuildByName() throws Exception {
        Said said = licences("com.amazonaws", "DynamoDBLocal", "Amazon DynamoDB Local License", "LICENSE.txt");
        assertEquals(1, said.code(), said.text());
        assertTrue(
                said.text()
                        .contains(
                                "may not be shipped: com.amazonaws:DynamoDBLocal:1.0 (Amazon DynamoDB Local License)"),
                said.text());
    }

    @Test
    void aLibraryWithoutItsTextEndsTheBuildToo() throws Exception {
        Said said = licences("org.example", "quiet", "MIT", "README");
        assertEquals(1, said.code(), said.text());
        assertTrue(said.text().contains("org.example:quiet:1.0 brings no text of its licence along"), said.text());
    }

    @Test
    void theTextThatALibraryBringsIsCollected() throws Exception {
        Said said = licences("org.example", "good", "MIT", "META-INF/LICENSE.txt");
        assertEquals(0, said.code(), said.text());
        assertEquals("Do as you like.", Files.readString(folder.resolve("licences/good-LICENSE.txt")));
        assertTrue(Files.readString(folder.resolve("licences/LIBRARIES.txt"))
                .contains("org.example:good:1.0  MIT  good-LICENSE.txt"));
    }

    @Test
    void theWindowHasTheIconOfThePackages() throws Exception {
        Said said = run("Icons.java", PACKAGING.resolve("vitrine.svg"), folder);
        assertEquals(0, said.code(), said.text());
        for (int size : List.of(32, 64, 128)) {
            BufferedImage drawn = ImageIO.read(folder.resolve(size + ".png").toFile());
            BufferedImage shown =
                    ImageIO.read(PackagingTest.class.getResource("/dev/vitrine/ui/icon/" + size + ".png"));
            assertTrue(difference(drawn, shown) < 2, size + ".png is not what vitrine.svg looks like");
        }
    }

    /// Package and test would look different else.
    @Test
    void theStylesThatAreLeftOutOfThePackagesAreKnownNowhereInTheWindow() throws Exception {
        String window = text(Path.of("src/main/java/dev/vitrine/ui"), ".java")
                + text(Path.of("src/main/resources/dev/vitrine/ui/css"), ".css");
        for (String style : Files.readAllLines(PACKAGING.resolve("unused-styles.txt"))) {
            if (!style.isBlank() && !style.startsWith("#")) {
                Matcher known =
                        known(style.charAt(0) == '.', style.substring(1)).matcher(window);
                assertFalse(known.find(), () -> style + " is used: " + known.group());
            }
        }
    }

    private static Pattern known(boolean isClass, String name) {
        String control = Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return Pattern.compile(
                isClass
                        ? "\"%1$s\"|\\.%1$s(?![\\w-])[^;(]*\\{|import .*\\.(control|controls|chart|web)\\.%2$s;"
                                .formatted(name, control)
                        : "PseudoClass\\(\"%1$s\"|:%1$s(?![\\w-])[^;(]*\\{".formatted(name));
    }

    private static String text(Path folder, String ending) throws IOException {
        var all = new StringBuilder();
        for (Path file : FolderContent.files(folder).stream()
                .filter(each -> each.toString().endsWith(ending))
                .toList()) {
            all.append(Files.readString(file));
        }
        return all.toString();
    }

    private Said licences(String group, String name, String licence, String file) throws Exception {
        byte[] jar = jar(file);
        Path libraries = Files.createDirectories(folder.resolve("app/lib"));
        Files.write(libraries.resolve(name + ".jar"), jar);
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
        Path bill = Files.writeString(folder.resolve("bill.json"), """
                {"components": [{"group": "%s", "name": "%s", "version": "1.0", "licenses": [{"license": {"name": "%s"}}],
                  "hashes": [{"alg": "SHA-256", "content": "%s"}]}]}""".formatted(group, name, licence, sha256));
        return run(
                "Licences.java",
                bill,
                folder.resolve("app"),
                PACKAGING.resolve("licences"),
                folder.resolve("licences"));
    }

    private static byte[] jar(String file) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(file));
            jar.write("Do as you like.".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /// The mean of what the channels of all pixels differ by, of 255.
    private static double difference(BufferedImage one, BufferedImage other) {
        long sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                for (int shift = 0; shift < 32; shift += 8) {
                    sum += Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
                }
            }
        }
        return sum / 4.0 / one.getWidth() / one.getHeight();
    }

    private static Said run(String program, Path... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                PACKAGING.resolve(program).toString()));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private record Said(int code, String text) {}
}
