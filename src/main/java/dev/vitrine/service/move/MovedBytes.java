package dev.vitrine.service.move;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Brings the bytes of an image to where its row says that they are, and leaves them nowhere else.
///
/// Two people may move one image at once, and one of them may be taking it back: so bytes are never removed where they
/// lie. They are put aside, the row is read once more, and only then they are removed, or put where the row is.
///
/// @param truth the rows as they are at this moment
record MovedBytes(MetadataStore truth, ObjectStore objects) {
    /// Leaves the bytes where the row is, and nowhere else, wherever others take it meanwhile.
    ///
    /// @param owner who put bytes of it aside
    /// @param again of one who is no more: what that one may have put aside is looked at too
    Optional<ImageRecord> settle(UserMove move, String owner, boolean again) {
        ObjectKey aside = move.aside(owner);
        var places = new LinkedHashSet<>(move.places());
        Optional<ImageRecord> row = row(move);
        if (again && row.isEmpty()) {
            // The row was deleted since, or lost with its table: that is for a repair to tell.
            putBackIfThere(aside, move.source());
            return row;
        }
        Optional<ObjectKey> home;
        do {
            home = row.map(ImageRecord::key);
            home.ifPresent(places::add);
            home.ifPresent(key -> bringTo(key, places, aside));
            if (again) {
                home.ifPresent(key -> putBackIfThere(aside, key));
            }
            for (ObjectKey place : places) {
                if (home.filter(place::equals).isEmpty() && objects.find(place).isPresent()) {
                    putAside(place, aside, move);
                }
            }
            row = row(move);
        } while (!row.map(ImageRecord::key).equals(home));
        return row;
    }

    private void putAside(ObjectKey place, ObjectKey aside, UserMove move) {
        try {
            objects.move(place, aside);
        } catch (ImageException.NotFound _) { // somebody else removes it, before it is aside or after
            if (objects.find(aside).isEmpty()) {
                return;
            }
        }
        Optional<ImageRecord> row = row(move);
        if (row.isEmpty()) { // deleted this moment
            objects.delete(aside);
            return;
        }
        ObjectKey home = row.get().key();
        if (home.equals(place) || objects.find(home).isEmpty()) {
            putBack(aside, home);
        } else {
            objects.delete(aside);
        }
    }

    private void putBackIfThere(ObjectKey aside, ObjectKey place) {
        if (objects.find(aside).isPresent()) {
            putBack(aside, place);
        }
    }

    /// Somebody took it back this moment, or two names are one folder.
    private void putBack(ObjectKey aside, ObjectKey home) {
        try {
            objects.move(aside, home);
        } catch (ImageException.Conflict e) { // and has brought the bytes, too
            if (!isCopy(aside, home)) {
                throw e;
            }
            objects.delete(aside);
        }
    }

    private boolean isCopy(ObjectKey aside, ObjectKey home) {
        try {
            objects.copy(home, aside); // there is nothing to do where it is one
            return true;
        } catch (ImageException.Conflict _) {
            return false;
        }
    }

    /// Somebody may have removed what was copied there.
    private void bringTo(ObjectKey home, Set<ObjectKey> places, ObjectKey aside) {
        if (objects.find(home).isPresent()) {
            return;
        }
        var sources = new ArrayList<>(places);
        sources.add(aside);
        sources.remove(home);
        for (ObjectKey from : sources) {
            if (objects.find(from).isPresent() && isCopied(from, home)) {
                return;
            }
        }
    }

    /// @return false when somebody else removed it this moment
    private boolean isCopied(ObjectKey from, ObjectKey home) {
        try {
            objects.copy(from, home);
            return true;
        } catch (ImageException.NotFound _) {
            return false;
        }
    }

    /// @throws ImageException.Conflict where there may be one that cannot be seen: then nothing is touched
    private Optional<ImageRecord> row(UserMove move) {
        Optional<ImageRecord> row = truth.findAnywhere(move.imageId());
        if (row.isEmpty() && (truth.knows(move.imageId()) || truth.trashAccess() == TrashAccess.FORBIDDEN)) {
            throw new ImageException.Conflict(
                    "The row of the image " + move.imageId() + " cannot be read, so its bytes stay where they are.");
        }
        return row;
    }

    /// Whether a move was cut short in this library: a clone of the other one has the row, but nothing of it
    /// elsewhere.
    boolean areCut(UserMove move, String owner) {
        return row(move)
                .map(ImageRecord::key)
                .filter(home -> Stream.concat(move.places().stream(), Stream.of(move.aside(owner)))
                        .anyMatch(place ->
                                !place.equals(home) && objects.find(place).isPresent()))
                .isPresent();
    }
}
