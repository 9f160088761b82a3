package dev.vitrine.store.aws;

/// Keys typed for the running program only: never stored, never shown.
///
/// @param sessionToken `""` for keys that live until they are revoked
public record AwsKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
        return "AwsKeys[" + accessKeyId + "]";
    }
}
