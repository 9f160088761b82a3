package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.files.FolderContent;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpMethod;

/// Bytes that change on their way from the bucket. Rows of other programs have no SHA-256 of theirs: then the MD5 that
/// the server tells has to do.
class DamagedDownloadsTest {
    private static final int LENGTH = 100_000;

    @AutoClose
    private static AwsClients clients;

    @TempDir
    private Path folder;

    private final byte[] bytes = new byte[LENGTH];

    DamagedDownloadsTest() {
        new Random(5).nextBytes(bytes);
    }

    @BeforeAll
    static void openLibrary() {
        clients = AwsServers.library(AwsServers.settings());
    }

    @Test
    void whatComesDamagedOnceIsFetchedAgain() throws IOException {
        for (boolean checked : List.of(true, false)) {
            ImageRecord image = stored(checked);
            try (AwsClients network = gets().damageAnswer(1).clients(clients.settings())) {
                Path saved = downloads(network).saveInto(image, folder, _ -> {});
                assertArrayEquals(bytes, Files.readAllBytes(saved), "checked: " + checked);
            }
        }
    }

    @Test
    void whatComesDamagedAgainIsNotSaved() throws IOException {
        for (boolean checked : List.of(true, false)) {
            ImageRecord image = stored(checked);
            try (AwsClients network = gets().damageAnswer(9).clients(clients.settings())) {
                Downloads downloads = downloads(network);
                assertThrows(ImageException.Failed.class, () -> downloads.saveInto(image, folder, _ -> {}));
                assertEquals(List.of(), FolderContent.names(folder), "checked: " + checked);
            }
        }
    }

    @Test
    void whoeverReadsToTheEndLearnsOfIt() throws IOException {
        ImageRecord image = stored(false);
        try (AwsClients network = gets().damageAnswer(3).clients(clients.settings())) {
            var original = new StoredOriginal(new S3ObjectStore(network, folder), image);
            assertThrows(ImageException.Failed.class, () -> Sha256.of(original, _ -> {}));
            try (InputStream all = original.open()) {
                assertThrows(ImageException.Failed.class, all::readAllBytes);
            }
            try (InputStream skipped = original.open()) {
                skipped.skipNBytes(1000);
                assertThrows(ImageException.Failed.class, () -> {
                    while (skipped.read() >= 0) {
                        // Byte by byte.
                    }
                });
            }
            try (InputStream sound = original.open()) {
                sound.skipNBytes(1000);
                assertEquals(LENGTH - 1000, sound.readAllBytes().length);
            }
        }
    }

    @Test
    void onlyAnETagThatIsTheMd5IsBelieved() throws IOException {
        ImageRecord image = stored(false);
        String other = "\"0123456789abcdef0123456789abcdef\"";
        for (Map<String, String> headers : List.of(
                Map.of("ETag", other, "x-amz-server-side-encryption", "aws:kms"),
                Map.of("ETag", other, "x-amz-server-side-encryption-customer-algorithm", "AES256"),
                Map.of("ETag", other, "Content-Encoding", "gzip"),
                Map.of("ETag", "W/" + other),
                Map.of("ETag", other.replaceFirst("f\"$", "f-3\"")),
                Map.<String, String>of())) {
            try (AwsClients network = gets().answer(1, 200, headers, "others").clients(clients.settings())) {
                var original = new StoredOriginal(new S3ObjectStore(network, folder), image);
                try (InputStream bytes = original.open()) {
                    assertEquals("others", new String(bytes.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
        }
    }

    private static FaultyHttp gets() {
        return FaultyHttp.forOnly(FaultyHttp.asksBucket(SdkHttpMethod.GET));
    }

    private Downloads downloads(AwsClients network) {
        return new Downloads(new S3ObjectStore(network, folder.resolve("open")), new RetryPolicy(2, Duration.ZERO));
    }

    private ImageRecord stored(boolean checked) {
        var source = ImageSource.ofBytes("a.jpg", bytes);
        String hash = Sha256.of(source, _ -> {});
        var image = new ImageRecord(
                UUID.randomUUID().toString(),
                "alice",
                new Caption("Title", "", List.of()),
                ImageFacts.UNKNOWN
                        .with(Attribute.CONTENT_TYPE, "image/jpeg")
                        .with(Attribute.SIZE_BYTES, LENGTH)
                        .with(Attribute.CONTENT_SHA256, checked ? hash : ""),
                Instant.parse("2026-03-04T05:06:07Z"));
        new S3ObjectStore(clients, folder.resolve("open")).put(image.key(), source, "image/jpeg", hash, _ -> {});
        return image;
    }
}
