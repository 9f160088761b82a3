package dev.vitrine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.vitrine.files.FolderContent;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Which Maven `mvnw` takes, on a machine with a JDK and little else: no `unzip`, `wget` or `curl`.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script")
class MavenWrapperTest {
    private static final List<String> TOOLS = List.of(
            "sh",
            "uname",
            "dirname",
            "basename",
            "tr",
            "sed",
            "mktemp",
            "mkdir",
            "rm",
            "mv",
            "cat",
            "tar",
            "gzip",
            "sha512sum",
            "shasum");
    private static final String ARCHIVE = "/org/apache/maven/apache-maven/9.9.9/apache-maven-9.9.9-bin.tar.gz";

    @TempDir
    private Path folder;

    private HttpServer server;
    private byte[] archive;

    @BeforeEach
    void serveAMavenOfOurOwn() throws IOException, InterruptedException {
        for (String tool : TOOLS) {
            Path found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(at -> Path.of(at, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                program(folder.resolve("bin").resolve(tool), "exec " + found + " \"$@\"");
            }
        }
        Files.createDirectories(folder.resolve(".mvn/wrapper"));
        Files.copy(Path.of("mvnw"), folder.resolve("mvnw"));
        program(folder.resolve("apache-maven-9.9.9/bin/mvn"), "echo fetched \"$@\"");
        assertEquals(
                0,
                new ProcessBuilder("tar", "czf", "maven.tar.gz", "apache-maven-9.9.9")
                        .directory(folder.toFile())
                        .start()
                        .waitFor());
        archive = Files.readAllBytes(folder.resolve("maven.tar.gz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(ARCHIVE, exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theArchiveOfTheRightSumIsUnpackedAndRun() throws Exception {
        sums("0", sha512(archive));
        assertEquals("fetched verify -q\n", run(repository()).output());
        server.stop(0);
        assertEquals("fetched verify -q\n", run(repository()).output(), "kept");
    }

    @Test
    void anArchiveOfAnotherSumIsRefused() throws Exception {
        sums("0", sha512(new byte[0]));
        installed("3.8.7");
        Run run = run(repository());
        assertEquals(1, run.exit());
        assertTrue(run.output().contains("SHA-512"), run.output());
        assertEquals(List.of(), FolderContent.files(folder.resolve("home")));
    }

    @Test
    void aMavenOnThePathIsTakenWithoutAskingAnybody() throws Exception {
        sums("0", "0");
        for (String version : List.of("3.9.0", "3.10.1", "4.0.0-rc-5")) {
            installed(version);
            assertEquals("installed verify -q\n", run(Map.of()).output(), version);
        }
    }

    @Test
    void anOlderMavenOnThePathServesWhereNothingCanBeFetched() throws Exception {
        sums("0", "0");
        installed("3.8.7");
        Run run = run(Map.of());
        assertEquals(0, run.exit());
        assertTrue(
                run.output().endsWith("; going on with Maven 3.8.7, which is on PATH.\ninstalled verify -q\n"),
                run.output());
    }

    @Test
    void whatIsMissingIsTold() throws Exception {
        sums("0", "0");
        Run run = run(Map.of());
        assertEquals(1, run.exit());
        assertTrue(
                run.output().contains("install Maven 3.9 or newer so that 'mvn' is on PATH, or set MVNW_REPOURL"),
                run.output());
    }

    @Test
    void bothArchivesOfOurDistributionHaveASum() throws IOException {
        var wrapper = new Properties();
        wrapper.load(new StringReader(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties"))));
        assertTrue(wrapper.getProperty("distributionUrl").startsWith("https://archive.apache.org/dist/maven/"));
        assertTrue(wrapper.getProperty("distributionSha512Sum").matches("[0-9a-f]{128}"));
        assertTrue(wrapper.getProperty("distributionSha512SumTarGz").matches("[0-9a-f]{128}"));
    }

    private Map<String, String> repository() {
        return Map.of(
                "MVNW_REPOURL",
                "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort());
    }

    private void sums(String zip, String tarGz) throws IOException {
        Files.writeString(
                folder.resolve(".mvn/wrapper/maven-wrapper.properties"),
                "distributionUrl=http://archive.invalid/maven-3/9.9.9/binaries/apache-maven-9.9.9-bin.zip\n"
                        + "distributionSha512Sum=" + zip + "\ndistributionSha512SumTarGz=" + tarGz + "\n");
    }

    private void installed(String version) throws IOException {
        program(
                folder.resolve("bin/mvn"),
                "[ \"$1\" != --version ] || { echo 'Apache Maven " + version
                        + " (abc)'; exit; }\necho installed \"$@\"");
    }

    private static void program(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private Run run(Map<String, String> environment) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        var builder = new ProcessBuilder("/bin/sh", folder.resolve("mvnw").toString(), "verify", "-q")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder.resolve("bin").toString(),
                        "HOME", Files.createDirectories(folder.resolve("home")).toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        int exit = builder.start().waitFor();
        return new Run(exit, Files.readString(output));
    }

    private static String sha512(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
    }

    private record Run(int exit, String output) {}
}
