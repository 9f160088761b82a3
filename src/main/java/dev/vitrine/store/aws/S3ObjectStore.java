package dev.vitrine.store.aws;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.image.StorageState;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.aws.DownloadedRange.RequestedRange;
import dev.vitrine.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Bytes in a bucket. The server checks a SHA-256 of what arrives and refuses to replace an original.
public final class S3ObjectStore implements ObjectStore {
    private final S3Client s3;
    private final String bucket;
    private final AwsFailures failures;
    private final MultipartUpload multipart;
    private final S3Listing listing;
    private final WriteConditions conditions;
    private final StorageClass uploadClass;
    private final S3BringBack bringBack;
    private final S3Documents documents;

    /// @param openUploads folder of the part lists of large uploads, so that one goes on where the last run of the
    ///   program stopped
    /// @return a store that leaves the clients open when it is closed
    public S3ObjectStore(AwsClients clients, Path openUploads) {
        this(clients, new MultipartUpload(clients, new OpenUploads(openUploads), MultipartUpload.PART));
    }

    S3ObjectStore(AwsClients clients, MultipartUpload multipart) {
        this.s3 = clients.s3();
        this.bucket = clients.settings().bucket();
        this.failures = AwsFailures.ofBucket(clients.settings());
        this.multipart = multipart;
        this.listing = new S3Listing(clients);
        this.conditions = clients.writeConditions();
        this.uploadClass = clients.settings().uploadClass();
        this.documents = new S3Documents(clients);
        this.bringBack = new S3BringBack(clients, World.clock());
    }

    @Override
    public void put(ObjectKey key, ImageSource source, String contentType, String sha256, LongConsumer progress) {
        sending(source, () -> {
            long size = source.size();
            if (multipart.isFor(size)) {
                if (!multipart.put(key, source, size, contentType, sha256, progress)
                        && !ObjectStore.super.holds(
                                key, source, sha256.isEmpty() ? Sha256.of(source, _ -> {}) : sha256)) {
                    s3.deleteObject(delete -> delete.bucket(bucket).key(key.path()));
                    throw SentBytes.damaged();
                }
            } else {
                putAtOnce(
                        key,
                        source,
                        size,
                        contentType,
                        sha256.isEmpty() ? Sha256.of(source, _ -> {}) : sha256,
                        progress);
            }
            return size;
        });
    }

    private void putAtOnce(
            ObjectKey key, ImageSource source, long size, String contentType, String sha256, LongConsumer progress)
            throws IOException {
        var request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key.path())
                .contentType(contentType.isEmpty() ? "application/octet-stream" : contentType)
                .checksumSHA256(Checksum.of(sha256))
                .storageClass(S3Storage.chosen(key, uploadClass));
        boolean isConditional = key.isWrittenOnce() && conditions.areKnown();
        if (isConditional) {
            request.ifNoneMatch("*");
        } else if (key.isWrittenOnce()) {
            conditions.requireAbsent(key);
        }
        Part whole = Part.whole(source, size, progress);
        try {
            var answer = s3.putObject(
                    request.build(), RequestBody.fromContentProvider(whole, size, "application/octet-stream"));
            if (answer.checksumSHA256() == null) {
                confirm(
                        key,
                        new SentBytes(source, 0, size),
                        new SentBytes.Answer(
                                answer.eTag(), answer.serverSideEncryption(), answer.sseCustomerAlgorithm()),
                        sha256);
            }
        } catch (S3Exception e) {
            if (isConditional && AwsErrors.isUnsupported(e)) {
                conditions.forget();
                putAtOnce(key, source, size, contentType, sha256, progress);
                return;
            }
            if (!PutConflict.isTaken(e)) {
                throw e;
            }
            if (!(PutConflict.wasRepeated(e) && holds(key, source, sha256))) {
                throw PutConflict.taken(key, e);
            }
        }
    }

    /// A server that does not know checksums has just stored unchecked bytes.
    private void confirm(ObjectKey key, SentBytes sent, SentBytes.Answer answer, String sha256) throws IOException {
        try {
            if (!sent.isConfirmed(answer, Checksum.of(sha256))
                    && !ObjectStore.super.holds(key, sent.source(), sha256)) {
                throw SentBytes.damaged();
            }
        } catch (ImageException.Failed e) {
            s3.deleteObject(delete -> delete.bucket(bucket).key(key.path()));
            throw e;
        }
    }

    @Override
    public String uploadClass() {
        return uploadClass == StorageClass.STANDARD ? "" : uploadClass.name();
    }

    @Override
    public InputStream open(ObjectKey key) {
        return opened(key, RequestedRange.ALL, "");
    }

    @Override
    public InputStream open(ObjectKey key, long offset, long length) {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return opened(key, new RequestedRange(offset, length), "");
    }

    @Override
    public InputStream openRest(ObjectKey key, long offset, String version) {
        return opened(key, new RequestedRange(offset, Long.MAX_VALUE), version);
    }

    private InputStream opened(ObjectKey key, RequestedRange range, String version) {
        var request = GetObjectRequest.builder().bucket(bucket).key(key.path());
        if (!range.equals(RequestedRange.ALL)) {
            request.range(range.header());
        }
        if (!version.isEmpty()) {
            request.ifMatch(version);
        }
        return failures.guard("reading an image", () -> {
            try {
                return new DownloadedRange(
                        s3.getObject(request.build()),
                        range,
                        () -> find(key).map(StoredObject::sizeBytes).orElse(0L));
            } catch (NoSuchKeyException e) {
                throw new ImageException.NotFound(missing(key), e);
            } catch (S3Exception e) {
                if (e.statusCode() == 412) {
                    throw new ImageException.Conflict(
                            "The bytes of this image were replaced while they were read. Try again from the beginning.",
                            e);
                }
                if (e.statusCode() == 416) {
                    return InputStream.nullInputStream();
                }
                throw e;
            }
        });
    }

    private String missing(ObjectKey key) {
        return "The bytes of this image are not in the bucket " + quoted(bucket) + " (" + key.path() + ").";
    }

    @Override
    public Optional<StoredObject> find(ObjectKey key) {
        return failures.guard("looking for an image", () -> {
            try {
                HeadObjectResponse head =
                        s3.headObject(request -> request.bucket(bucket).key(key.path()));
                return Optional.of(new StoredObject(
                        key,
                        head.contentLength(),
                        head.contentType() == null ? "" : head.contentType(),
                        S3Storage.of(head)));
            } catch (NoSuchKeyException _) {
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean holds(ObjectKey key, ImageSource source, String sha256) {
        Optional<HeadObjectResponse> head = head(key);
        return head.isPresent()
                && (StoredHash.isOf(head.get(), source, sha256) || ObjectStore.super.holds(key, source, sha256));
    }

    @Override
    public StorageState bringBack(ObjectKey key, BringBack request) {
        StorageState there = find(key)
                .orElseThrow(() -> new ImageException.NotFound(missing(key)))
                .storage();
        return failures.guard("bringing an image back", () -> bringBack.ask(key, there, request));
    }

    @Override
    public void replace(ObjectKey key, byte[] content, String version) {
        failures.run("storing a file", () -> documents.replace(key, content, version));
    }

    @Override
    public void create(ObjectKey key, byte[] content) {
        failures.run("storing a file", () -> documents.create(key, content));
    }

    @Override
    public void delete(ObjectKey key, String version) {
        failures.run("deleting a file", () -> documents.delete(key, version));
    }

    @Override
    public boolean delete(ObjectKey key) {
        return failures.guard("deleting an image", () -> {
            try {
                return Boolean.TRUE.equals(
                        s3.deleteObject(request -> request.bucket(bucket).key(key.path()))
                                .deleteMarker());
            } catch (AwsServiceException e) {
                if (!AwsErrors.codeOf(e).equals("NoSuchKey")) {
                    throw e;
                }
                return false;
            }
        });
    }

    @Override
    public void move(ObjectKey from, ObjectKey to) {
        copy(from, to);
        delete(from);
    }

    @Override
    public void copy(ObjectKey from, ObjectKey to) {
        if (find(to).isPresent()) { // an earlier copy came this far
            if (!isCopy(from, to)) {
                throw new ImageException.Conflict(
                        "There are bytes at " + quoted(to.path()) + " already; nothing was moved.");
            }
            return;
        }
        StorageState storage = find(from)
                .orElseThrow(() -> new ImageException.NotFound(missing(from)))
                .storage();
        if (!storage.isReadable()) {
            throw ImageException.Failed.archived(
                    "The bytes at " + quoted(from.path()) + " are archived: they stay where they are "
                            + "until they are brought back.",
                    null);
        }
        failures.run("moving an image", () -> {
            try {
                copy(from, to, S3Storage.kept(storage));
            } catch (NoSuchKeyException e) {
                throw new ImageException.NotFound(missing(from), e);
            } catch (S3Exception e) {
                if (!PutConflict.isTaken(e)) {
                    throw e;
                }
                if (!isCopy(from, to)) { // else our own first attempt, or somebody who moves the same image
                    throw PutConflict.taken(to, e);
                }
            }
        });
        if (!isCopy(from, to)) {
            delete(to);
            throw SentBytes.damaged();
        }
    }

    /// What the server says of both tells, where it says anything; else they are read.
    private boolean isCopy(ObjectKey from, ObjectKey to) {
        Optional<HeadObjectResponse> source = head(from);
        Optional<HeadObjectResponse> copy = head(to);
        if (source.isEmpty()) {
            throw new ImageException.NotFound(missing(from));
        }
        if (copy.isEmpty() || !source.get().contentLength().equals(copy.get().contentLength())) {
            return false;
        }
        if (StoredHash.isSame(source.get(), copy.get())) {
            return true;
        }
        var bytes = new StoredBytes(this, new StoredObject(from, source.get().contentLength(), ""));
        return holds(to, bytes, Sha256.of(bytes, _ -> {}));
    }

    private Optional<HeadObjectResponse> head(ObjectKey key) {
        return failures.guard("comparing an image", () -> StoredHash.ask(s3, bucket, key));
    }

    /// Nothing was at the other key a moment ago.
    ///
    /// @param storageClass `null` for the usual one
    private void copy(ObjectKey from, ObjectKey to, @Nullable String storageClass) {
        conditions.whereAbsent(condition -> s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey(from.path())
                .destinationBucket(bucket)
                .destinationKey(to.path())
                .storageClass(storageClass)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .ifNoneMatch(condition)));
    }

    @Override
    public void list(Consumer<Listed> found) {
        listing.list("", found);
    }

    @Override
    public void list(String prefix, Consumer<Listed> found) {
        listing.list(prefix, found);
    }

    @Override
    public boolean hasOriginals() {
        return listing.hasOriginals();
    }

    @Override
    public Instant now() {
        return listing.now();
    }

    @Override
    public List<Unfinished> unfinished() {
        Set<String> openHere = multipart.openHere();
        return listing.unfinished().stream()
                .filter(each -> ObjectKey.ofPath(each.path())
                        .filter(ObjectKey::isOwnOriginal)
                        .isPresent())
                .filter(each -> !openHere.contains(each.uploadId()))
                .toList();
    }

    @Override
    public List<ObjectKey> sharedCopies() {
        var copies = new ArrayList<ObjectKey>();
        listing.list(
                ObjectKey.SHARED, object -> ObjectKey.ofShared(object.path()).ifPresent(copies::add));
        return copies;
    }

    @Override
    public void discard(Unfinished unfinished) {
        listing.discard(unfinished);
    }

    /// Nothing to do: the clients belong to the code that opened them.
    @Override
    public void close() {}

    private interface Sending {
        long run() throws IOException;
    }

    private void sending(ImageSource source, Sending sending) {
        Supplier<Long> call = () -> {
            try {
                return sending.run();
            } catch (IOException e) {
                throw new Part.UnreadableSource(e);
            }
        };
        try {
            failures.guard("storing an image", call);
        } catch (Part.UnreadableSource e) {
            throw FileFailures.reading(source.name(), e.reason());
        }
    }
}
