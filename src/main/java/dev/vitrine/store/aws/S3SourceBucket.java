package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.AwsKeys;
import dev.vitrine.store.AwsSettings;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.aws.DownloadedRange.RequestedRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Another bucket that the keys of a library can read, wherever it lies: it is read by clients of its own region, and
/// copies are asked for where they go.
public final class S3SourceBucket implements SourceBucket {
    /// More than this S3 copies in parts only.
    private static final long AT_ONCE = 5L << 30;

    private static final long PART = 1L << 30;

    private final AwsClients source;
    private final AwsClients library;
    private final AwsFailures ofSource;
    private final AwsFailures ofLibrary;
    private final long atOnce;
    private final long part;

    /// @param library its clients, which stay open
    /// @throws ImageException when nobody may list the bucket with these keys, or there is none
    public static S3SourceBucket open(AwsClients library, Optional<AwsKeys> keys, String bucket) {
        return open(library, bucket, settings -> AwsClients.open(settings, keys));
    }

    static S3SourceBucket open(AwsClients library, String bucket, Function<AwsSettings, AwsClients> ofSettings) {
        Function<AwsSettings, AwsClients> clients = settings -> {
            AwsClients opened = ofSettings.apply(settings);
            opened.use().isPartOf(library.use());
            return opened;
        };
        AwsSettings settings =
                library.settings().ofBucket(bucket, library.settings().region());
        AwsClients near = clients.apply(settings);
        try {
            Optional<String> region = otherRegion(near);
            if (region.isEmpty()) {
                return new S3SourceBucket(near, library, AT_ONCE, PART);
            }
            near.close();
            return new S3SourceBucket(clients.apply(settings.ofBucket(bucket, region.get())), library, AT_ONCE, PART);
        } catch (RuntimeException e) {
            try (near) {
                throw e;
            }
        }
    }

    S3SourceBucket(AwsClients source, AwsClients library, long atOnce, long part) {
        this.source = source;
        this.library = library;
        this.atOnce = atOnce;
        this.part = part;
        ofSource = AwsFailures.ofSource(source.settings());
        ofLibrary = AwsFailures.ofBucket(library.settings());
    }

    /// Asks for what will be needed anyway: whoever may list it may not always ask where it is.
    private static Optional<String> otherRegion(AwsClients source) {
        AwsSettings settings = source.settings();
        return AwsFailures.ofSource(settings).guard("listing the bucket", () -> {
            try {
                source.s3().listObjectsV2(list -> list.bucket(settings.bucket()).maxKeys(1));
                return Optional.empty();
            } catch (AwsServiceException e) {
                Optional<String> said = AwsErrors.regionOf(e).filter(region -> !region.equals(settings.region()));
                if (said.isEmpty()) {
                    throw e;
                }
                return said;
            }
        });
    }

    @Override
    public String name() {
        return source.settings().bucket();
    }

    @Override
    public boolean isOfLibrary() {
        return source.settings().hasBucketOf(library.settings());
    }

    @Override
    public void list(String prefix, Consumer<SourceObject> found) {
        S3Listing.ofSource(source).listObjects(prefix, object -> found.accept(listed(object)));
    }

    private static SourceObject listed(S3Object object) {
        return new SourceObject(
                object.key(),
                object.size(),
                object.eTag() == null ? "" : object.eTag().replace("\"", ""),
                object.lastModified());
    }

    @Override
    public InputStream open(SourceObject object, long offset, long length) {
        long there = Math.min(length, object.sizeBytes() - offset);
        if (there <= 0) {
            return InputStream.nullInputStream();
        }
        var range = new RequestedRange(offset, there);
        return ofSource.guard("reading an image", () -> {
            try {
                return new DownloadedRange(
                        source.s3()
                                .getObject(get -> get.bucket(name())
                                        .key(object.path())
                                        .ifMatch(object.eTag().isEmpty() ? null : object.eTag())
                                        .range(range.header())),
                        range,
                        object::sizeBytes);
            } catch (NoSuchKeyException e) {
                throw gone(object, e);
            } catch (S3Exception e) {
                throw e.statusCode() == 412 || e.statusCode() == 416 ? ServerCopy.changed(object, e) : e;
            }
        });
    }

    private ImageException gone(SourceObject object, S3Exception e) {
        return new ImageException.NotFound(
                "There is nothing at " + quoted(object.path()) + " in the bucket " + quoted(name()) + " any more.", e);
    }

    @Override
    public boolean isSame(SourceObject object, ObjectKey original) {
        try {
            return head(original)
                    .filter(stored -> stored.contentLength() == object.sizeBytes())
                    .filter(stored -> hasETagOf(object, stored))
                    .isPresent();
        } catch (ImageException.Denied e) {
            if (!e.isMissingRight()) {
                throw e;
            }
            return false;
        }
    }

    private static boolean hasETagOf(SourceObject object, HeadObjectResponse stored) {
        return !object.eTag().isEmpty()
                && stored.eTag() != null
                && stored.eTag().replace("\"", "").equals(object.eTag());
    }

    private Optional<HeadObjectResponse> head(ObjectKey original) {
        return ofLibrary.guard(
                "comparing an image",
                () -> StoredHash.ask(library.s3(), library.settings().bucket(), original));
    }

    @Override
    public Copied copy(SourceObject object, ObjectKey original, String contentType) {
        boolean wasThere = ofLibrary.guard(
                        "comparing an image", () -> library.writeConditions().isThere(original.path()))
                || !copied(new ServerCopy(library, name(), object, original, contentType));
        if (wasThere) {
            return new Copied(verified(object, original, true), false);
        }
        try {
            return new Copied(verified(object, original, false), true);
        } catch (ImageException e) {
            if (!e.passes()) {
                remove(original, e);
            }
            throw e.isMissingRight() ? new ImageException.Denied(e.getMessage(), e) : e; // it could be stored
        }
    }

    private boolean copied(ServerCopy copy) {
        return ofLibrary.guard("copying an image", () -> {
            try {
                return copy.object().sizeBytes() > atOnce ? copy.inParts(part) : copy.atOnce();
            } catch (NoSuchKeyException e) {
                throw gone(copy.object(), e);
            } catch (S3Exception e) {
                if (e.statusCode() == 403 || e.statusCode() == 404) {
                    checkReadable(copy.object(), e);
                }
                throw e;
            }
        });
    }

    /// A refusal does not tell which of the two buckets it is about: what can still be read is not refused there.
    private void checkReadable(SourceObject object, S3Exception refusal) {
        if (String.valueOf(refusal.getMessage()).contains("s3:GetObject")) {
            throw ofSource.translate("copying an image", refusal);
        }
        try (InputStream in = open(object, 0, 1)) {
            in.readAllBytes();
        } catch (IOException e) {
            refusal.addSuppressed(e);
        }
    }

    /// Bytes that were there before are only believed to be these where the server says so of both, or both are
    /// read.
    private String verified(SourceObject object, ObjectKey original, boolean wasThere) {
        HeadObjectResponse copy = head(original)
                .filter(stored -> stored.contentLength() == object.sizeBytes())
                .orElseThrow(() -> differs(original, wasThere));
        Optional<String> reported = StoredHash.sha256(copy);
        if (reported.isPresent() && (!wasThere || hasETagOf(object, copy))) {
            return reported.get();
        }
        String stored = reported.orElseGet(() -> sha256(
                original.path(),
                copy.contentLength(),
                length -> ofLibrary.guard(
                        "reading an image",
                        () -> new DownloadedRange(
                                library.s3()
                                        .getObject(get -> get.bucket(
                                                        library.settings().bucket())
                                                .key(original.path())),
                                RequestedRange.ALL,
                                copy::contentLength))));
        boolean isSame = hasETagOf(object, copy)
                || sha256(object.path(), object.sizeBytes(), length -> open(object, 0, length))
                        .equals(stored);
        if (!isSame) {
            throw differs(original, wasThere);
        }
        return stored;
    }

    private ImageException differs(ObjectKey original, boolean wasThere) {
        if (wasThere) {
            return new ImageException.Conflict(
                    "There are other bytes at " + quoted(original.path()) + " in the library already.");
        }
        return SentBytes.damaged();
    }

    private void remove(ObjectKey original, ImageException why) {
        try {
            ofLibrary.run(
                    "deleting an image",
                    () -> library.s3()
                            .deleteObject(delete ->
                                    delete.bucket(library.settings().bucket()).key(original.path())));
        } catch (ImageException e) {
            why.addSuppressed(e);
        }
    }

    private static String sha256(String name, long size, LongFunction<InputStream> bytes) {
        return Sha256.of(
                new ImageSource() {
                    @Override
                    public String name() {
                        return name;
                    }

                    @Override
                    public long size() {
                        return size;
                    }

                    @Override
                    public InputStream open() {
                        return bytes.apply(size);
                    }
                },
                _ -> {});
    }

    @Override
    public void close() {
        source.close();
    }
}
