package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.aws.AwsSetup.Planned;
import dev.vitrine.store.aws.AwsSetup.SetupStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
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

    /// It keeps no hash that could be asked for.
    @Test
    void whatIsThereAfterALostAnswerIsRead() throws IOException {
        network.loseAnswer();
        put(SMALL);
        assertArrayEquals(SMALL, gateway.objects.get(key.path()));
        assertThrows(ImageException.Conflict.class, () -> put(SMALL));

        gateway.objects.put(key.path(), new byte[SMALL.length]);
        network.breakHalfWay(1);
        assertThrows(ImageException.Conflict.class, () -> put(SMALL));
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

    /// Such a bucket takes no object at all while it refuses public ACLs: not from other programs either.
    @Test
    void blockingPublicAccessLeavesTheBucketWritable() throws IOException {
        gateway.makeBucket();
        List<String> done = blockPublicAccess();
        assertEquals(1, done.size());
        assertTrue(done.getFirst().contains("three of four"), done.toString());
        String block = gateway.publicAccessBlock.orElseThrow();
        assertTrue(block.contains("<BlockPublicAcls>false"), block);
        assertTrue(block.contains("<IgnorePublicAcls>true"), block);
        assertTrue(block.contains("<BlockPublicPolicy>true"), block);
        assertTrue(block.contains("<RestrictPublicBuckets>true"), block);
        put(SMALL);
        assertEquals(Set.of(key.path()), gateway.objects.keySet(), "a probe was left");
        assertTrue(new BucketSetup(clients).found().publicAccessBlocked(), "offered again");
    }

    @Test
    void aNewBucketIsWritableToo() throws IOException {
        var setup = new BucketSetup(clients);
        assertTrue(setup.make().contains("three of four"));
        put(SMALL);
        assertEquals(Set.of(key.path()), gateway.objects.keySet());
    }

    @Test
    void aBlockUnderWhichNothingCanBeStoredIsTakenBack() throws IOException {
        gateway.makeBucket();
        gateway.refuseWithAnyBlock();
        ImageException failure = assertThrows(ImageException.Failed.class, this::blockPublicAccess);
        assertTrue(failure.getMessage().contains("taken back"), failure.getMessage());
        assertEquals(Optional.empty(), gateway.publicAccessBlock);
        put(SMALL);
    }

    @Test
    void whatStaysOfATrialThatFailedIsSaid() {
        gateway.makeBucket();
        gateway.refuseWithAnyBlock();
        gateway.refuseDeleting();
        ImageException probeStays = assertThrows(ImageException.Failed.class, this::blockPublicAccess);
        assertTrue(probeStays.getMessage().contains("The block was taken back."), probeStays.getMessage());
        assertTrue(probeStays.getMessage().contains("“.vitrine/check/probe”, one byte."), probeStays.getMessage());
        gateway.refuseUnblocking();
        ImageException blockStays = assertThrows(ImageException.Failed.class, this::blockPublicAccess);
        assertTrue(blockStays.getMessage().contains("Take the block away by hand"), blockStays.getMessage());
        assertTrue(blockStays.getMessage().contains("“.vitrine/check/probe”, one byte."), blockStays.getMessage());
    }

    @Test
    void theBlockThatWasThereComesBack() {
        gateway.makeBucket();
        gateway.refuseWithAnyBlock();
        gateway.publicAccessBlock = Optional.of("<PublicAccessBlockConfiguration>"
                + "<BlockPublicPolicy>true</BlockPublicPolicy></PublicAccessBlockConfiguration>");
        assertThrows(ImageException.Failed.class, this::blockPublicAccess);
        String block = gateway.publicAccessBlock.orElseThrow();
        assertTrue(block.contains("<BlockPublicPolicy>true"), block);
        assertFalse(block.contains("<RestrictPublicBuckets>true"), block);
    }

    /// It cannot be told then whether it was the block.
    @Test
    void whoeverMayNotStoreGetsTheWholeBlock() {
        gateway.makeBucket();
        gateway.publicAccessBlock = Optional.of("<PublicAccessBlockConfiguration>"
                + "<BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>");
        blockPublicAccess();
        assertTrue(gateway.publicAccessBlock.orElseThrow().contains("<BlockPublicAcls>true"));
    }

    @Test
    void whoeverMayNotDeleteGetsTheBlockAndIsToldWhatStays() {
        gateway.makeBucket();
        gateway.refuseDeleting();
        List<String> done = blockPublicAccess();
        assertTrue(done.getFirst().contains("three of four"), done.toString());
        assertTrue(done.getFirst().contains("“.vitrine/check/probe”, one byte."), done.toString());
        assertTrue(gateway.publicAccessBlock.orElseThrow().contains("<BlockPublicAcls>false"));
    }

    private List<String> blockPublicAccess() {
        var done = new ArrayList<String>();
        new AwsSetup(clients)
                .apply(
                        List.of(new Planned(SetupStep.BLOCK_PUBLIC_ACCESS, "Block all public access.")),
                        step -> done.add(step.sentence()));
        return done;
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
