package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is lost on a server that does less than AWS.
class CephGatewayTest {
    private static final byte[] SMALL = bytes(300_000);
    private static final byte[] LARGE = bytes(11 << 20);

    @TempDir
    private Path folder;

    private final FaultyHttp network = FaultyHttp.forOnly(FaultyHttp::sendsOriginal);
    private final ObjectKey key = ObjectKey.original("alice", UUID.randomUUID().toString());
    private CephGateway gateway;
    private AwsClients clients;

    @BeforeEach
    void start() throws IOException {
        gateway = new CephGateway();
        clients = network.clients(AwsServers.settings(gateway.address(), gateway.address()));
    }

    @AfterEach
    void stop() {
        clients.close();
        gateway.close();
    }

    @Test
    void whatArrivesWholeIsStored() throws IOException {
        put(SMALL);
        assertArrayEquals(SMALL, gateway.objects.get(key.path()));
        gateway.objects.clear();
        put(LARGE);
        assertArrayEquals(LARGE, gateway.objects.get(key.path()));
    }

    @Test
    void bytesThatChangeOnTheirWayAreNotStored() {
        network.garble(1);
        assertThrows(ImageException.Failed.class, () -> put(SMALL));
        assertEquals(Map.of(), gateway.objects);
    }

    @Test
    void aPartThatChangesOnItsWayIsNotStored() throws IOException {
        network.work(1).garble(1);
        assertThrows(ImageException.Failed.class, () -> put(LARGE));
        assertEquals(Map.of(), gateway.objects);
        put(LARGE);
        assertArrayEquals(LARGE, gateway.objects.get(key.path()));
    }

    @Test
    void aLargeImageReplacesNoneWhereCompletingAsksNoCondition() {
        gateway.objects.put(key.path(), SMALL);
        assertThrows(ImageException.Conflict.class, () -> put(LARGE));
        assertArrayEquals(SMALL, gateway.objects.get(key.path()));
        assertFalse(gateway.hasOpenUploads());
    }

    private void put(byte[] bytes) throws IOException {
        ImageSource source = ImageSource.ofBytes("some.tif", bytes);
        new S3ObjectStore(clients, new MultipartUpload(clients, new OpenUploads(folder), 5 << 20))
                .put(key, source, "image/tiff", Sha256.of(source, _ -> {}), _ -> {});
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
