package dev.vitrine.cli;

import dev.vitrine.image.Album;
import dev.vitrine.service.album.AlbumEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/// Lists the albums, by name; what is done with one is a command below it.
@Command(
        name = "album",
        subcommands = {
            AlbumShow.class,
            AlbumEdits.Create.class,
            AlbumMembers.Add.class,
            AlbumMembers.Remove.class,
            AlbumMembers.Place.class,
            AlbumEdits.Cover.class,
            AlbumEdits.Describe.class,
            AlbumEdits.Search.class,
            AlbumEdits.Rename.class,
            AlbumEdits.Delete.class
        })
final class AlbumCommand extends LibraryCommand {
    @Override
    public Integer call() {
        try (CommandLibrary opened = choice.openSearchable(context)) {
            List<AlbumEntry> albums = opened.library().albums().list();
            if (json.isWanted()) {
                var listed = new ArrayList<Object>();
                albums.forEach(entry -> listed.add(fields(entry)));
                JsonAnswer.print(terminal, Map.of("albums", listed));
            } else {
                albums.forEach(entry -> terminal.sayLine(line(entry)));
            }
            return ExitCode.DONE.number();
        }
    }

    private static String line(AlbumEntry entry) {
        String name = entry.album().name();
        return entry.isSmart()
                ? String.format(Locale.ROOT, "%8s  %s", "*", name)
                : String.format(Locale.ROOT, "%8d  %s", entry.images(), name);
    }

    private static Map<String, Object> fields(AlbumEntry entry) {
        var fields = new LinkedHashMap<String, Object>();
        Album album = entry.album();
        fields.put("album", album.name());
        if (entry.isSmart()) {
            entry.file().ifPresent(file -> fields.put("search", file.search()));
        } else {
            fields.put("tag", album.tag());
            fields.put("images", entry.images());
        }
        return fields;
    }
}
