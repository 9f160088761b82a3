package dev.vitrine.connection;

import dev.vitrine.service.LiveCatalog;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.PreviewCache;
import dev.vitrine.store.Rights;
import java.nio.file.Path;
import java.util.Optional;

/// What differs between one kind of library and another. `catalog` is the truth of a local library and the mirror of
/// any other.
///
/// @param rights to change anything of it
/// @param truth the rows as they are at this moment, never from a mirror
/// @param previews on this machine
/// @param incoming folder on this machine for bytes on their way in
/// @param moves folder where is written down what is moved from one user to another
/// @param silent file of the images whose originals say nothing of a camera
/// @param cloudMoves where else that may have been done; empty for a local library
record LibraryStores(
        ObjectStore objects,
        MetadataStore rows,
        MetadataStore truth,
        LiveCatalog catalog,
        Rights rights,
        Optional<PreviewCache> previews,
        Optional<CloudFeatures> cloud,
        Path incoming,
        Path moves,
        Path silent,
        Optional<MoveFolders> cloudMoves) {}
