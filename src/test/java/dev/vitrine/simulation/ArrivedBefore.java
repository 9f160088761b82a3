package dev.vitrine.simulation;

import dev.vitrine.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// Originals that had arrived with their rows before a program was started: it sends none of them again.
final class ArrivedBefore {
    private final Map<World, Set<String>> known = new HashMap<>();

    /// @param program that is about to start
    /// @param keys of originals, with and without rows
    /// @param ids of images that are live
    void starts(World program, Set<String> keys, Set<String> ids) {
        var arrived = new HashSet<>(keys);
        arrived.removeIf(key -> key.startsWith(".vitrine/") || !ids.contains(key.substring(key.indexOf('/') + 1)));
        known.put(program, arrived);
    }

    /// Removed, or lost: it may come once more.
    void isGone(String key) {
        known.values().forEach(keys -> keys.remove(key));
    }

    /// @param key below the bucket
    Optional<String> broken(World program, SdkHttpRequest request, String key) {
        boolean isSent = request.method() == SdkHttpMethod.PUT
                && request.rawQueryParameters().isEmpty()
                && request.firstMatchingHeader("x-amz-copy-source").isEmpty();
        return isSent && known.getOrDefault(program, Set.of()).contains(key)
                ? Optional.of("sent again though it had arrived: " + key)
                : Optional.empty();
    }
}
