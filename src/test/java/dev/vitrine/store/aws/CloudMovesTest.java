package dev.vitrine.store.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.files.FolderContent;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.LiveCatalog;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.service.mirror.PollingPace;
import dev.vitrine.service.move.Moves;
import dev.vitrine.service.move.MovesContract;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// In a bucket and a table.
class CloudMovesTest extends MovesContract {
    @AutoClose
    private final Resources resources = new Resources();

    private AwsClients clients;
    private DynamoMetadataStore tables;
    private MetadataStore rows;
    private S3ObjectStore objects;
    private ImageService images;

    @BeforeEach
    void open() {
        FailingCloud cloud = resources.add(new FailingCloud());
        clients = resources.add(DirectClients.over(cloud.sound()));
        var setup = new AwsSetup(clients);
        setup.apply(setup.plan().steps(), _ -> {});
        tables = new DynamoMetadataStore(clients);
        objects = new S3ObjectStore(clients, work.resolve("open-uploads"));
        LiveCatalog catalog =
                LiveCatalog.open(SqliteCatalog.openMirror(work), work.resolve("index.snapshot"), resources);
        MirrorSync mirror = resources.add(MirrorSync.idle(
                new DynamoRows(clients), catalog.rows(), PollingPace.USUAL, World.clock(), catalog::written));
        rows = mirror.directRows(tables);
        images = new ImageService(rows, objects, catalog, new PictureReader());
    }

    /// The image storage service reads texts and a list of texts, and `s3_key` and `s3_url` as it writes them
    /// itself.
    @Test
    void theRowIsAsTheImageStorageServiceWritesIt() {
        ImageRecord image = images.upload(SampleImages.newImage("alice", "a.jpg", Color.RED, "sea"), _ -> {});
        clients.dynamo()
                .updateItem(update -> update.tableName(clients.settings().table())
                        .key(DynamoItem.key(image.imageId()))
                        .updateExpression("SET album = :album")
                        .expressionAttributeValues(Map.of(":album", DynamoItem.text("of another program"))));
        Map<String, AttributeValue> before = new HashMap<>(item(image));
        new Moves(images, rows, tables, objects, work.resolve("moves"), List.of())
                .move(List.of(image.imageId()), "bob", (_, _) -> true);
        Map<String, AttributeValue> after = item(image);
        String bucket = clients.settings().bucket();
        before.put("user_id", DynamoItem.text("bob"));
        before.put("s3_key", DynamoItem.text("bob/" + image.imageId()));
        before.put("s3_url", DynamoItem.text("s3://" + bucket + "/bob/" + image.imageId()));
        before.put("updated_at", after.get("updated_at"));
        assertEquals(before, after);
    }

    /// Thousands of cut moves would take minutes one after the other.
    @Test
    void whatADeadProcessLeftIsFinishedSeveralAtOnce() throws Exception {
        Path cut = cutMoves(8);
        var two = new CountDownLatch(2);
        var waitedInVain = new AtomicBoolean();
        ObjectStore waiting = answering((method, arguments) -> {
            two.countDown();
            if (!two.await(5, TimeUnit.SECONDS)) {
                waitedInVain.set(true);
            }
            return method.invoke(objects, arguments);
        });
        assertTrue(new Moves(images, rows, tables, waiting, cut, List.of()).finish());
        assertFalse(waitedInVain.get(), "one after the other");
        assertFalse(Files.exists(cut) && hasFiles(cut), "nothing is left to be done");
    }

    /// Thousands may be left; a network that breaks now and then is not to begin them all again.
    @Test
    void whatIsFinishedIsNotBegunAgainWhenTheRestFails() throws Exception {
        Path cut = cutMoves(30);
        var calls = new AtomicInteger();
        Set<String> touched = ConcurrentHashMap.newKeySet();
        ObjectStore breaking = answering((method, arguments) -> {
            if (calls.incrementAndGet() == 60) {
                throw new ImageException.Unreachable("for a moment", null);
            }
            if (arguments != null && arguments[0] instanceof ObjectKey key) {
                touched.add(key.imageId());
            }
            return method.invoke(objects, arguments);
        });
        var moves = new Moves(images, rows, tables, breaking, cut, List.of());
        assertThrows(ImageException.Unreachable.class, moves::finish);
        touched.clear();
        assertTrue(moves.finish());
        assertTrue(touched.size() < 30, () -> touched.size() + " images");
        assertFalse(hasFiles(cut), "nothing is left to be done");
    }

    /// @return the journal of a process whose network broke after the rows had been changed
    private Path cutMoves(int moved) {
        List<String> ids = IntStream.range(0, moved)
                .mapToObj(i -> images.upload(
                                SampleImages.newImage("alice", i + ".jpg", new Color(i * 7919 + 1)), _ -> {})
                        .imageId())
                .toList();
        ObjectStore unreachable = answering((method, _) -> {
            throw new ImageException.Unreachable("no network for " + method.getName(), null);
        });
        Path cut = work.resolve("cut");
        assertEquals(
                moved,
                new Moves(images, rows, tables, unreachable, cut, List.of())
                        .move(ids, "bob", (_, _) -> true)
                        .leftBehind());
        return cut;
    }

    private static boolean hasFiles(Path folder) throws IOException {
        return FolderContent.in(folder).stream()
                .anyMatch(file -> file.toString().endsWith(".moves"));
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Exception;
    }

    private static ObjectStore answering(Answer answer) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    try {
                        return answer.to(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Map<String, AttributeValue> item(ImageRecord image) {
        return clients.dynamo()
                .getItem(get -> get.tableName(clients.settings().table()).key(DynamoItem.key(image.imageId())))
                .item();
    }

    @Override
    protected ImageService images() {
        return images;
    }

    @Override
    protected MetadataStore rows() {
        return rows;
    }

    @Override
    protected MetadataStore truth() {
        return tables;
    }

    @Override
    protected ObjectStore objects() {
        return objects;
    }
}
