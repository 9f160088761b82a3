package dev.vitrine.service.album;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.AtOnce;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.WireModel;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.image.Album;
import dev.vitrine.image.ImageException;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/// Two windows put the images of one album in order at once, a thousand times. Each moves half of the images among
/// themselves: so the order of each half has to be what its window made of it, whatever the other does, or an act was
/// lost or came twice.
class AlbumOrderTest {
    private static final Album ICELAND = new Album("Iceland");
    private static final List<String> IDS =
            IntStream.range(0, 24).mapToObj(i -> "image-" + i).toList();
    private static final int ACTS = 500;
    private static final RetryPolicy AT_ONCE =
            new RetryPolicy(1000, Duration.ofNanos(1)).withSleeper(_ -> Thread.yield());

    @TempDir
    private Path folder;

    @AutoClose
    private AlbumLibrary library;

    @BeforeEach
    void open() {
        library = new AlbumLibrary(folder);
        library.put(ICELAND, IDS);
    }

    @Test
    void theOrderOfAFolderConverges() throws Exception {
        try (var one = new FolderObjectStore(folder.resolve("objects"));
                var two = new FolderObjectStore(folder.resolve("objects"))) {
            converge(List.of(one, two));
        }
    }

    @Test
    void theOrderOfABucketConvergesThoughAnswersAreLostAndRequestsComeLate() throws Exception {
        try (AwsClients sound = DirectClients.over(new DirectHttp(cloud()));
                AwsClients one = DirectClients.over(new LossyHttp(1));
                AwsClients two = DirectClients.over(new LossyHttp(2))) {
            DirectClients.setUp(sound, false);
            converge(List.of(store(one, "one"), store(two, "two")));
            assertTrue(lost > 100, "so many were lost: " + lost);
            List<String> before = shown(store(sound, "sound"));
            late.forEach(request -> assertThrows(IOException.class, () -> {
                if (request.prepare().call().httpResponse().isSuccessful()) {
                    throw new AssertionError("it came late, and changed what it did not see");
                }
                throw new IOException("refused");
            }));
            assertEquals(before, shown(store(sound, "sound")));
        }
    }

    private void converge(List<ObjectStore> windows) throws Exception {
        List<List<String>> halves = Stream.of(0, 1)
                .map(half -> IntStream.range(0, IDS.size())
                        .filter(i -> i % 2 == half)
                        .mapToObj(IDS::get)
                        .toList())
                .toList();
        List<List<String>> requested = List.of(new ArrayList<>(halves.get(0)), new ArrayList<>(halves.get(1)));
        AtOnce.run(2, i -> () -> {
            var albums = new Albums(library.images, windows.get(i), AT_ONCE);
            var random = new Random(i);
            for (int act = 0; act < ACTS; act++) {
                reorder(albums, requested.get(i), random);
            }
        });
        List<String> order = shown(windows.getFirst());
        assertEquals(Set.copyOf(IDS), Set.copyOf(order));
        assertEquals(IDS.size(), order.size());
        assertEquals(order, shown(windows.getLast()));
        for (int half = 0; half < 2; half++) {
            assertEquals(
                    requested.get(half),
                    order.stream().filter(halves.get(half)::contains).toList());
        }
    }

    private static void reorder(Albums albums, List<String> own, Random random) {
        String moved = own.remove(random.nextInt(own.size()));
        int at = random.nextInt(own.size());
        String before = own.get(at);
        own.add(at, moved);
        while (true) {
            try {
                albums.place(ICELAND, List.of(moved), Optional.of(before));
                return;
            } catch (ImageException.Unreachable e) {
                // Somebody tries it again, though it may have been done.
            }
        }
    }

    private List<String> shown(ObjectStore window) {
        var albums = new Albums(library.images, window, AT_ONCE);
        PinnedFirst order = albums.inOrder(albums.existing(ICELAND));
        return order.ids(0, order.size());
    }

    private ObjectStore store(AwsClients clients, String name) {
        return new S3ObjectStore(clients, folder.resolve(name));
    }

    private final S3Model s3 = new S3Model(
            () -> AlbumLibrary.NOW, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
    private final DynamoModel dynamo = new DynamoModel(() -> AlbumLibrary.NOW);
    private final ConcurrentLinkedQueue<Late> late = new ConcurrentLinkedQueue<>();
    private volatile int lost;

    private record Late(SdkHttpClient http, HttpExecuteRequest request) {
        ExecutableHttpRequest prepare() {
            return http.prepareRequest(request);
        }
    }

    private WireModel cloud() {
        return request -> {
            synchronized (this) {
                return request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
            }
        };
    }

    /// Of what is written a tenth does not arrive, or arrives later, and of a tenth nobody hears that it arrived.
    private final class LossyHttp implements SdkHttpClient {
        private final Random random;
        private final SdkHttpClient sound = new DirectHttp(cloud());

        LossyHttp(long seed) {
            random = new Random(seed);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            ExecutableHttpRequest prepared = sound.prepareRequest(request);
            int fate = request.httpRequest().method().name().equals("PUT") ? random.nextInt(10) : 9;
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    Late earlier = random.nextInt(4) == 0 ? late.poll() : null;
                    if (earlier != null) {
                        earlier.prepare().call();
                    }
                    if (fate == 0) {
                        late.add(new Late(sound, request));
                    } else {
                        HttpExecuteResponse answer = prepared.call();
                        if (fate > 1) {
                            return answer;
                        }
                    }
                    synchronized (AlbumOrderTest.this) {
                        lost++;
                    }
                    throw new IOException("lost");
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
