package dev.vitrine.cloud.s3;

/// What S3 answers in place of a result.
final class S3Error extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int status;
    final String code;

    S3Error(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static S3Error noSuchBucket() {
        return new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    }

    static S3Error noSuchKey() {
        return new S3Error(404, "NoSuchKey", "The specified key does not exist.");
    }

    static S3Error noSuchUpload() {
        return new S3Error(
                404,
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.");
    }

    static S3Error preconditionFailed() {
        return new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
    }

    static S3Error invalidArgument(String message) {
        return new S3Error(400, "InvalidArgument", message);
    }

    static S3Error badDigest(String what) {
        return new S3Error(400, "BadDigest", "The " + what + " you specified did not match the calculated checksum.");
    }

    static S3Error notImplemented(String what) {
        return new S3Error(
                501,
                "NotImplemented",
                "A header or query you provided implies functionality that is not implemented: " + what);
    }
}
