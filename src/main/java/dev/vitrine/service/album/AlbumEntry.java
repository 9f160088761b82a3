package dev.vitrine.service.album;

import dev.vitrine.image.Album;
import dev.vitrine.image.Facets.Count;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// An album as a list shows it.
///
/// @param images how many are in it; 0 for a smart one, which nobody has counted
public record AlbumEntry(Album album, long images, Optional<AlbumFile> file) {
    public boolean isSmart() {
        return file.filter(AlbumFile::isSmart).isPresent();
    }

    /// By name, from the tags of the images and the files beside them.
    static List<AlbumEntry> all(Collection<Count<String>> tags, Collection<AlbumFile> files) {
        var known = new HashMap<Album, AlbumFile>();
        files.forEach(file -> known.put(file.album(), file));
        var entries = new TreeMap<String, AlbumEntry>();
        for (Count<String> tag : tags) {
            Album.ofTag(tag.value())
                    .ifPresent(album -> entries.put(
                            album.name(),
                            new AlbumEntry(album, tag.images(), Optional.ofNullable(known.remove(album)))));
        }
        known.forEach((album, file) -> entries.put(album.name(), new AlbumEntry(album, 0, Optional.of(file))));
        return List.copyOf(entries.values());
    }
}
