package dev.vitrine.connection;

import dev.vitrine.store.AwsKeys;

/// Keys that a person typed, for the running program only: never stored, never shown.
///
/// @param sessionToken `""` for keys that live until they are revoked
public record TypedKeys(String accessKeyId, String secretAccessKey, String sessionToken) {
    AwsKeys forAws() {
        return new AwsKeys(accessKeyId.strip(), secretAccessKey.strip(), sessionToken.strip());
    }

    @Override
    public String toString() {
        return "TypedKeys[" + accessKeyId + "]";
    }
}
