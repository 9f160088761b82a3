package dev.vitrine.simulation;

import dev.vitrine.image.Album;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What somebody asked for of albums, and was told.
final class AlbumMemory {
    final List<Album> made = new ArrayList<>();
    final Set<Membership> added = new HashSet<>();
    final Set<Membership> placed = new HashSet<>();
    final List<Described> described = new ArrayList<>();
    /// Asked for at least.
    final Set<Membership> removed = new HashSet<>();
    final Set<Album> deleted = new HashSet<>();
    /// Asked for at least.
    final Set<Membership> covers = new HashSet<>();
    /// That has one.
    final Set<Album> covered = new HashSet<>();
    final Set<Renamed> renamed = new HashSet<>();

    record Membership(Album album, String imageId) {}

    /// Asked for at least.
    record Renamed(Album from, Album to) {}

    /// @param before what it said when the description was typed
    record Described(Album album, String before) {}

    boolean mayLose(Album album, String imageId) {
        return deleted.contains(album) || removed.contains(new Membership(album, imageId));
    }
}
