package dev.vitrine.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.image.ImageQuery;
import dev.vitrine.service.SampleImages;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A local library starts without the weight of AWS: a JVM of its own tells every class that it loads.
class LazyAwsTest {
    @Test
    void aLocalLibraryLoadsNoClassOfTheAwsSdk(@TempDir Path home) throws IOException, InterruptedException {
        Path log = home.resolve("classes.log");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Dvitrine.home=" + home.resolve("vitrine"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        UseLocalLibrary.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes());
        assertEquals(0, child.waitFor(), said);

        List<String> loaded = Files.readAllLines(log);
        assertTrue(
                loaded.stream().anyMatch(line -> line.contains("dev.vitrine.connection.Library ")),
                "the log has classes");
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(line -> line.contains("software.amazon") || line.contains("dev.vitrine.store.aws.Aws"))
                        .filter(line -> !line.contains("dev.vitrine.store.AwsSettings")
                                && !line.contains("dev.vitrine.store.AwsKeys"))
                        .toList());
    }

    /// What the child does: opens the local library, uploads, searches.
    static final class UseLocalLibrary {
        private UseLocalLibrary() {}

        public static void main(String[] args) {
            AppFolders folders = AppFolders.of(Map.of(), System.getProperties());
            try (Library library =
                    Library.open(OpenOptions.of(ConnectionProfile.standard(folders), folders, Optional.empty()))) {
                library.images().upload(SampleImages.newImage("alice", "beach.jpg", Color.YELLOW), _ -> {});
                if (library.images().search(ImageQuery.ALL).size() != 1) {
                    throw new IllegalStateException("the upload is not there");
                }
            }
        }
    }
}
