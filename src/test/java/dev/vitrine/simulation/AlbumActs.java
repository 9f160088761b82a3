package dev.vitrine.simulation;

import dev.vitrine.image.Album;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.album.AlbumFile;
import dev.vitrine.service.album.Albums;
import dev.vitrine.service.edit.BulkEdits.CaptionChange;
import dev.vitrine.service.edit.BulkEdits.EditOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody does with albums: few of them, at which others are, too.
final class AlbumActs {
    static final List<Album> ALBUMS = List.of(new Album("Sea"), new Album("Summer"), new Album("Shore"));

    private final Actor actor;
    private final AlbumMemory memory;
    /// What somebody sees who begins to type.
    private final Map<Album, AlbumFile> seen = new HashMap<>();

    AlbumActs(Actor actor) {
        this.actor = actor;
        memory = actor.memory().albums;
    }

    void act(Machine.Open open) {
        Album album = actor.any(ALBUMS).orElseThrow();
        switch (actor.random().nextInt(13)) {
            case 0 -> make(open.albums(), album);
            case 1, 2, 3 -> add(open, album);
            case 4 -> remove(open, album);
            case 5, 6 -> place(open, album);
            case 7, 8 -> {
                for (int i = actor.random().nextInt(3); i >= 0; i--) {
                    describe(open.albums(), album);
                }
            }
            case 9, 10 -> cover(open, album);
            case 11 -> rename(open, album);
            default -> delete(open, album);
        }
    }

    private void make(Albums albums, Album album) {
        String description = actor.word();
        actor.report("makes the album " + album.name() + " " + description);
        AlbumFile made = albums.create(album, "", description);
        actor.report("made: " + made);
        memory.made.add(album);
    }

    private void add(Machine.Open open, Album album) {
        List<String> ids = actor.some(Actor.ids(Actor.live(open)));
        actor.report("adds to " + album.name() + " " + ids);
        EditOutcome outcome = open.albums().add(album, ids, (_, _) -> true);
        actor.report("added: " + outcome.changed().size() + " " + outcome.failed());
        for (CaptionChange change : outcome.changed()) {
            memory.added.add(new AlbumMemory.Membership(album, change.imageId()));
            Actor.row(open, change.imageId())
                    .filter(_ -> isMember(change.imageId(), album) && !memory.mayLose(album, change.imageId()))
                    .ifPresent(row -> actor.memory()
                            .expect(row.tags().contains(album.tag()), "added to an album and not in it: " + row));
        }
    }

    /// Another may have removed it meanwhile, which may be known here already.
    private boolean isMember(String imageId, Album album) {
        return actor.truth().find(imageId).stream().anyMatch(row -> row.tags().contains(album.tag()));
    }

    private void remove(Machine.Open open, Album album) {
        List<ImageRecord> members = Actor.live(open).stream()
                .filter(row -> row.tags().contains(album.tag()))
                .toList();
        List<String> ids = actor.some(Actor.ids(members));
        ids.forEach(id -> memory.removed.add(new AlbumMemory.Membership(album, id)));
        actor.report("removes from " + album.name() + " " + ids);
        actor.report(
                "removed: " + open.albums().remove(album, ids, (_, _) -> true).failed());
    }

    private void place(Machine.Open open, Album album) {
        List<String> members = Actor.live(open).stream()
                .filter(row -> row.tags().contains(album.tag()))
                .map(ImageRecord::imageId)
                .toList();
        List<String> moved = actor.some(members);
        if (moved.isEmpty()) {
            return;
        }
        Optional<String> before =
                actor.any(members.stream().filter(id -> !moved.contains(id)).toList());
        actor.report("places in " + album.name() + " " + moved + " before " + before);
        AlbumFile placed = open.albums().place(album, moved, before);
        actor.report("placed: " + placed.order());
        moved.forEach(id -> memory.placed.add(new AlbumMemory.Membership(album, id)));
        seen.put(album, placed);
    }

    private void describe(Albums albums, Album album) {
        String before = Optional.ofNullable(seen.get(album))
                .or(() -> albums.understood(album))
                .map(AlbumFile::description)
                .orElse("");
        seen.remove(album);
        String description = actor.word();
        Simulation.rest(actor.random().nextInt(actor.random().nextInt(2) == 0 ? 3_000 : 20)); // to type it
        actor.report("describes " + album.name() + " as " + description + ", before " + before);
        AlbumFile described = albums.describe(album, before, description);
        actor.report("described: " + described);
        memory.described.add(new AlbumMemory.Described(album, before));
        actor.memory().expect(described.description().equals(description), "described otherwise: " + described);
        if (actor.random().nextBoolean()) {
            seen.put(album, described);
        }
    }

    private void cover(Machine.Open open, Album album) {
        actor.any(Actor.ids(Actor.live(open))).ifPresent(id -> {
            memory.covers.add(new AlbumMemory.Membership(album, id));
            actor.report("shows the album " + album.name() + " by " + id);
            AlbumFile covered = open.albums().cover(album, id);
            actor.report("shown: " + covered);
            memory.covered.add(album);
            actor.memory().expect(covered.cover().equals(id), "another cover: " + covered);
        });
    }

    /// Or makes one of two.
    private void rename(Machine.Open open, Album album) {
        Album other = actor.any(
                        ALBUMS.stream().filter(each -> !each.equals(album)).toList())
                .orElseThrow();
        memory.renamed.add(new AlbumMemory.Renamed(album, other));
        actor.report("renames the album " + album.name() + " " + other.name());
        var outcome = open.albums().rename(album, other, (_, _) -> true);
        actor.report("renamed: " + outcome.edited().changed().size() + " "
                + outcome.edited().failed() + " " + outcome.fileFailure());
    }

    private void delete(Machine.Open open, Album album) {
        memory.deleted.add(album);
        actor.report("deletes the album " + album.name());
        var outcome = open.albums().delete(album, (_, _) -> true);
        actor.report("deleted: " + outcome.edited().failed() + " " + outcome.fileFailure());
    }
}
