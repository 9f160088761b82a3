package dev.vitrine.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What somebody asked for in the other library, and was told there.
final class VisitMemory {
    /// By the batch ids of the other library.
    final List<Memory.Drop> drops = new ArrayList<>();
    final Set<Memory.TaggedImage> tagged = new HashSet<>();
    /// SHA-256 of what was uploaded, by image id; known at the last visit.
    final Map<String, String> uploaded = new HashMap<>();

    boolean isEmpty() {
        return drops.isEmpty();
    }
}
