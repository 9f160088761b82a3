package dev.vitrine.disk;

import dev.vitrine.cloud.DirectHttp;
import dev.vitrine.cloud.dynamo.DynamoModel;
import dev.vitrine.cloud.s3.S3Model;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.Samples;
import dev.vitrine.service.ImagePages;
import dev.vitrine.service.ListedPages;
import dev.vitrine.service.Resources;
import dev.vitrine.service.SampleImages;
import dev.vitrine.service.upload.TestImages;
import dev.vitrine.store.ForwardingObjectStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.aws.AwsClients;
import dev.vitrine.store.aws.AwsServers;
import dev.vitrine.store.aws.DirectClients;
import dev.vitrine.store.aws.S3ObjectStore;
import dev.vitrine.store.local.FolderObjectStore;
import dev.vitrine.world.World;
import java.awt.Color;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// A library whose images are copied to a folder, at four times of its life.
final class CopiedLibrary implements AutoCloseable {
    static final byte[] OWN = SampleImages.jpeg(40, 30, Color.PINK);
    private static final byte[] BEACH = SampleImages.jpeg(40, 30, Color.RED);
    private static final byte[] LARGE = TestImages.png(212, 212, 1);

    enum Time {
        BEFORE,
        NOW,
        LATER,
        LAST
    }

    private final ObjectStore objects;
    private final Resources resources;
    private final List<ImageRecord> before = new ArrayList<>();
    private final List<ImageRecord> now = new ArrayList<>();
    private final List<String> fetched = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<KillSwitch> killSwitch;

    private CopiedLibrary(ObjectStore objects, Resources resources, AtomicReference<KillSwitch> killSwitch) {
        this.objects = objects;
        this.resources = resources;
        this.killSwitch = killSwitch;
        fill();
    }

    static CopiedLibrary local(Path work) {
        var resources = new Resources();
        ObjectStore objects = resources.add(new FolderObjectStore(work.resolve("library")));
        return new CopiedLibrary(objects, resources, new AtomicReference<>(KillSwitch.never()));
    }

    static CopiedLibrary cloud(Path work) {
        var resources = new Resources();
        var killSwitch = new AtomicReference<>(KillSwitch.never());
        var s3 = new S3Model(
                World.clock()::instant, Instant::now, AwsServers.KEYS.accessKeyId(), AwsServers.KEYS.secretAccessKey());
        var dynamo = new DynamoModel(World.clock()::instant);
        AwsClients clients = resources.add(DirectClients.over(new DirectHttp(request -> {
            killSwitch.get().act();
            return request.header("x-amz-target").isPresent() ? dynamo.answer(request) : s3.answer(request);
        })));
        DirectClients.setUp(clients, true);
        return new CopiedLibrary(new S3ObjectStore(clients, work.resolve("open-uploads")), resources, killSwitch);
    }

    private void fill() {
        add("beach", "alice", "beach.jpg", BEACH, true, true);
        add("beach-2", "alice", "beach.jpg", SampleImages.jpeg(40, 30, Color.BLUE), true, true);
        add("wood", "alice", "wood.png", LARGE, true, true);
        add("sea", "alice", "sea.jpg", SampleImages.jpeg(40, 30, Color.CYAN), true, true);
        add("gone", "alice", "gone.jpg", SampleImages.jpeg(40, 30, Color.GRAY), true, false);
        add("carol", "carol", "alone.jpg", SampleImages.jpeg(40, 30, Color.ORANGE), true, false);
        add("zoe", "zoe", "gone.jpg", SampleImages.jpeg(40, 30, Color.MAGENTA), true, false);
        add("fresh", "alice", "fresh.jpg", SampleImages.jpeg(40, 30, Color.YELLOW), false, true);
        add("told", "alice", "told.jpg", SampleImages.jpeg(40, 30, Color.GREEN), false, true);
        add("own", "alice", "own.jpg", OWN, false, true);
        add("twin-1", "bob", "twin.gif", Samples.of(ImageType.GIF), false, true);
        add("twin-2", "bob", "twin.gif", Samples.of(ImageType.GIF), false, true);
        add("large", "bob", "large.png", LARGE, false, true);
    }

    private void add(String id, String user, String name, byte[] bytes, boolean isBefore, boolean isNow) {
        ImageSource source = ImageSource.ofBytes(name, bytes);
        String sha256 = Sha256.of(source, _ -> {});
        ImageRecord image = SampleImages.row(
                        id,
                        name,
                        SampleImages.facts("", name)
                                .with(Attribute.SIZE_BYTES, bytes.length)
                                .with(Attribute.CONTENT_SHA256, sha256))
                .withUserId(user, Instant.EPOCH);
        objects.put(image.key(), source, "image/jpeg", sha256, _ -> {});
        if (isBefore) {
            before.add(image);
        }
        if (isNow) {
            now.add(image.withCaption(new Caption("Now " + id, "", List.of("sea")), Instant.EPOCH));
        }
    }

    ImagePages images(Time time) {
        List<ImageRecord> images = switch (time) {
            case BEFORE -> before;
            case NOW -> now;
            case LATER ->
                now.stream()
                        .filter(image -> !image.imageId().equals("fresh"))
                        .map(image -> image.withCaption(new Caption("Later", "", List.of()), Instant.EPOCH))
                        .toList();
            case LAST -> now.subList(0, 1);
        };
        return new ListedPages(images);
    }

    /// Those who look at the originals are noted.
    ObjectStore objects() {
        return new ForwardingObjectStore() {
            @Override
            public ObjectStore store() {
                return objects;
            }

            @Override
            public InputStream open(ObjectKey key) {
                fetched.add(key.path());
                return objects.open(key);
            }

            @Override
            public InputStream openRest(ObjectKey key, long offset, String version) {
                fetched.add(key.path() + " from " + offset);
                return objects.openRest(key, offset, version);
            }
        };
    }

    List<String> fetched() {
        return List.copyOf(fetched);
    }

    void forgetFetched() {
        fetched.clear();
    }

    /// The next requests are those of a program that this ends.
    void killBy(KillSwitch by) {
        killSwitch.set(by);
    }

    @Override
    public void close() {
        resources.close();
    }
}
