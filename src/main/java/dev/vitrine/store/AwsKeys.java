package dev.vitrine.store;

/// Keys that a person typed, for the running program and, by choice, for a key ring: in no file, never shown.
///
/// @param sessionToken `""` for keys that live until they are revoked
public record AwsKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
    /// In place of keys that were typed in an earlier run: everything is refused until they are typed again.
    public static final AwsKeys NOT_TYPED = new AwsKeys("", "", "");

    public AwsKeys {
        accessKeyId = accessKeyId.strip();
        secretAccessKey = secretAccessKey.strip();
        sessionToken = sessionToken.strip();
    }

    @Override
    public String toString() {
        return "AwsKeys[" + accessKeyId + "]";
    }
}
