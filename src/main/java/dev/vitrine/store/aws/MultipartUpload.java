package dev.vitrine.store.aws;

import dev.vitrine.files.PartHashes;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.StorageClass;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Sends large files in parts, a few at a time, each checked by the server; the object appears when all have arrived.
///
/// The SDK's transfer manager is not used: simple servers refuse how it does this, and it cannot go on after a restart.
final class MultipartUpload {
    /// What is larger goes in parts of at least this size.
    static final long PART = PartHashes.PART;
    private static final int MAX_PARTS = 10_000;
    private static final int AT_ONCE = 4;

    private final S3Client s3;
    private final String bucket;
    private final OpenUploads openUploads;
    private final long smallestPart;
    private final WriteConditions conditions;
    private final StorageClass uploadClass;

    /// @param smallestPart in bytes; S3 takes none below 5 MiB
    MultipartUpload(AwsClients clients, OpenUploads openUploads, long smallestPart) {
        this.s3 = clients.s3();
        this.bucket = clients.settings().bucket();
        this.openUploads = openUploads;
        this.smallestPart = smallestPart;
        this.conditions = clients.writeConditions();
        this.uploadClass = clients.settings().uploadClass();
    }

    /// The upload ids that this machine remembers, to go on with them.
    Set<String> openHere() {
        return openUploads.uploadIds();
    }

    boolean isFor(long size) {
        return size > smallestPart;
    }

    /// @return false when only reading the object back can tell that the server has what was sent
    /// @throws SdkException as the SDK threw it; the part list is then kept for another try
    boolean put(ObjectKey key, ImageSource source, long size, String contentType, String sha256, LongConsumer progress)
            throws IOException {
        OpenUploads.Open upload = begun(key, size, contentType, sha256);
        try {
            var unconfirmed = new AtomicBoolean();
            List<CompletedPart> parts = sent(key, source, upload, progress, unconfirmed);
            complete(key, upload, parts);
            openUploads.forget(key);
            return !unconfirmed.get();
        } catch (ImageException | Part.UnreadableSource | IOException e) {
            abort(key, upload);
            throw e;
        } catch (SdkException e) {
            if (Thread.currentThread().isInterrupted()) {
                abort(key, upload);
            }
            throw e;
        }
    }

    private OpenUploads.Open begun(ObjectKey key, long size, String contentType, String sha256) {
        var known = openUploads.find(key, sha256, size);
        if (known.isPresent() && isStillOpen(known.get())) {
            return known.get();
        }
        String uploadId = s3.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key.path())
                        .contentType(contentType.isEmpty() ? "application/octet-stream" : contentType)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .storageClass(S3Storage.chosen(key, uploadClass))
                        .build())
                .uploadId();
        long partSize = partSize(smallestPart, size);
        var open = new OpenUploads.Open(key.path(), sha256, size, partSize, uploadId);
        if (!sha256.isEmpty()) {
            openUploads.begin(key, open);
        }
        return open;
    }

    static long partSize(long smallestPart, long size) {
        return Math.max(smallestPart, Math.ceilDiv(size, MAX_PARTS));
    }

    private boolean isStillOpen(OpenUploads.Open open) {
        try {
            s3.listParts(list -> list.bucket(bucket)
                    .key(open.path())
                    .uploadId(open.uploadId())
                    .maxParts(1));
            return true;
        } catch (NoSuchUploadException _) {
            return false;
        }
    }

    /// Parts that both our list and the server know: not every server tells the checksums of parts.
    private Map<Integer, CompletedPart> arrived(ObjectKey key, OpenUploads.Open upload) {
        var remembered = new HashMap<Integer, CompletedPart>();
        openUploads
                .sent(key)
                .forEach(part -> remembered.put(part.number(), completed(part.number(), part.eTag(), part.checksum())));
        if (remembered.isEmpty()) {
            return remembered;
        }
        var arrived = new HashMap<Integer, CompletedPart>();
        parts(upload).forEach(part -> {
            CompletedPart known = remembered.get(part.partNumber());
            if (known != null && known.eTag().equals(part.eTag()) && part.size() == length(upload, part.partNumber())) {
                arrived.put(part.partNumber(), known);
            }
        });
        return arrived;
    }

    /// What the server has. One that says that there is more, and does not go on, has told all: the rest is sent
    /// again.
    private List<software.amazon.awssdk.services.s3.model.Part> parts(OpenUploads.Open upload) {
        var parts = new ArrayList<software.amazon.awssdk.services.s3.model.Part>();
        int after = 0;
        while (true) {
            int marker = after;
            ListPartsResponse page = s3.listParts(list -> list.bucket(bucket)
                    .key(upload.path())
                    .uploadId(upload.uploadId())
                    .partNumberMarker(marker == 0 ? null : marker));
            parts.addAll(page.parts());
            after = page.parts().isEmpty() ? marker : page.parts().getLast().partNumber();
            if (!Boolean.TRUE.equals(page.isTruncated()) || after <= marker) {
                return parts;
            }
        }
    }

    /// Where the parts were not hashed before, reads the source once from front to back for the hashes; what is
    /// hashed is sent at the same time, out of the system's file cache.
    private List<CompletedPart> sent(
            ObjectKey key,
            ImageSource source,
            OpenUploads.Open upload,
            LongConsumer progress,
            AtomicBoolean unconfirmed)
            throws IOException {
        Map<Integer, CompletedPart> arrived = arrived(key, upload);
        var sent = new AtomicLong();
        var waiting = new ArrayList<Future<CompletedPart>>();
        var permits = new Semaphore(AT_ONCE);
        try (var sending = Executors.newThreadPerTaskExecutor(World.here().threads("part-"));
                var hashes = PartChecksums.of(source, upload)) {
            try {
                for (int number = 1; (number - 1) * upload.partSize() < upload.size(); number++) {
                    long length = length(upload, number);
                    permits.acquire();
                    String checksum = hashes.next(length);
                    CompletedPart there = arrived.get(number);
                    if (there != null && there.checksumSHA256().equals(checksum)) {
                        progress.accept(sent.addAndGet(length));
                        permits.release();
                        waiting.add(CompletableFuture.completedFuture(there));
                        continue;
                    }
                    var part = new Part(source, (number - 1) * upload.partSize(), length, sent, progress);
                    int partNumber = number;
                    waiting.add(sending.submit(() -> {
                        try {
                            return send(key, upload, partNumber, part, checksum, unconfirmed);
                        } finally {
                            permits.release();
                        }
                    }));
                    throwFirstFailure(waiting);
                }
                List<CompletedPart> parts = new ArrayList<>();
                for (Future<CompletedPart> part : waiting) {
                    parts.add(part.get());
                }
                hashes.checkWhole(upload.sha256());
                parts.sort(Comparator.comparing(CompletedPart::partNumber));
                return parts;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new ImageException.Cancelled("Stopped.");
            } catch (ExecutionException e) {
                throw unwrapped(e);
            } finally {
                sending.shutdownNow();
            }
        }
    }

    private CompletedPart send(
            ObjectKey key, OpenUploads.Open upload, int number, Part part, String checksum, AtomicBoolean unconfirmed)
            throws IOException {
        var answer = s3.uploadPart(
                request -> request.bucket(bucket)
                        .key(upload.path())
                        .uploadId(upload.uploadId())
                        .partNumber(number)
                        .contentLength(part.length())
                        .checksumSHA256(checksum),
                RequestBody.fromContentProvider(part, part.length(), "application/octet-stream"));
        if (answer.checksumSHA256() == null
                && !part.bytes()
                        .isConfirmed(
                                new SentBytes.Answer(
                                        answer.eTag(), answer.serverSideEncryption(), answer.sseCustomerAlgorithm()),
                                checksum)) {
            unconfirmed.set(true);
        }
        openUploads.add(key, new OpenUploads.Sent(number, answer.eTag(), checksum));
        return completed(number, answer.eTag(), checksum);
    }

    /// Looks before: not every server minds the condition here (Ceph's radosgw 16 does not), and the id of an image
    /// is random, so that nobody writes to its key between.
    private void complete(ObjectKey key, OpenUploads.Open upload, List<CompletedPart> parts) {
        if (key.isWrittenOnce()) {
            conditions.requireAbsent(key);
        }
        boolean isConditional = key.isWrittenOnce() && conditions.areKnown();
        try {
            s3.completeMultipartUpload(request -> {
                request.bucket(bucket)
                        .key(upload.path())
                        .uploadId(upload.uploadId())
                        .multipartUpload(done -> done.parts(parts));
                if (isConditional) {
                    request.ifNoneMatch("*");
                }
            });
        } catch (S3Exception e) {
            if (isConditional && AwsErrors.isUnsupported(e)) {
                conditions.forget();
                complete(key, upload, parts);
                return;
            }
            boolean isGone =
                    e instanceof NoSuchUploadException || AwsErrors.codeOf(e).equals("NoSuchUpload");
            if (PutConflict.wasRepeated(e) && (isGone || PutConflict.isTaken(e)) && isComplete(upload)) {
                return;
            }
            if (PutConflict.isTaken(e)) {
                throw PutConflict.taken(key, e);
            }
            if (PutConflict.isRaced(e)) {
                abort(key, upload);
            }
            throw e;
        }
    }

    /// The answer to an earlier attempt was lost: the upload is gone because it has become the object.
    private boolean isComplete(OpenUploads.Open upload) {
        return s3.headObject(head -> head.bucket(bucket).key(upload.path())).contentLength() == upload.size()
                && !isStillOpen(upload);
    }

    private void abort(ObjectKey key, OpenUploads.Open upload) {
        try {
            abort(s3, bucket, upload.path(), upload.uploadId());
        } finally {
            openUploads.forget(key);
        }
    }

    /// Best effort: what stays behind is invisible, and the bucket's rule for unfinished uploads removes it.
    static void abort(S3Client s3, String bucket, String path, String uploadId) {
        try {
            Threads.uninterrupted(() -> s3.abortMultipartUpload(
                    request -> request.bucket(bucket).key(path).uploadId(uploadId)));
        } catch (SdkException e) {
            System.getLogger(MultipartUpload.class.getName())
                    .log(System.Logger.Level.INFO, "Unfinished upload left for the bucket's rule", e);
        }
    }

    private static void throwFirstFailure(List<Future<CompletedPart>> parts)
            throws ExecutionException, InterruptedException {
        for (Future<CompletedPart> part : parts) {
            if (part.state() == Future.State.FAILED) {
                part.get();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return e.getCause() instanceof IOException unreadable
                ? new Part.UnreadableSource(unreadable)
                : Threads.failure(e);
    }

    private static long length(OpenUploads.Open upload, int number) {
        return Math.min(upload.partSize(), upload.size() - (number - 1) * upload.partSize());
    }

    private static CompletedPart completed(int number, String eTag, String checksum) {
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(eTag)
                .checksumSHA256(checksum)
                .build();
    }
}
