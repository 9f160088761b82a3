package dev.vitrine.service.adopt;

/// A bucket, or a part of one, as people write it: `photos`, `photos/2024/` or `s3://photos/2024/`.
///
/// @param bucket `""` while none is named
/// @param prefix with which paths begin, `""` for all
public record AdoptPlace(String bucket, String prefix) {
    public static AdoptPlace of(String typed) {
        String[] parts = typed.strip().replaceFirst("^s3://", "").split("/", 2);
        return new AdoptPlace(parts[0], parts.length > 1 ? parts[1] : "");
    }
}
