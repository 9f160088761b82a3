package dev.vitrine.service.table;

import dev.vitrine.image.Caption;
import dev.vitrine.text.Folding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A line of a table: which image it speaks of, and what is written about it. What the table has no column for is
/// empty.
///
/// @param number of the line in the file, from 1
record TableRow(
        long number, Optional<String> imageId, Optional<String> sha256, Optional<NameOfUser> name, Texts texts) {

    /// What an image is found by when nothing better is known.
    record NameOfUser(String userId, String originalName) {}

    /// @param title blank leaves the title as it is: every image has one to be found by
    record Texts(Optional<String> title, Optional<String> description, Optional<List<String>> tags) {
        /// Line ends that a spreadsheet has written in its own way are no change.
        Caption over(Caption caption) {
            return new Caption(
                    title.filter(text -> !text.isBlank())
                            .filter(text -> !isSame(text, caption.title()))
                            .orElse(caption.title()),
                    description
                            .filter(text -> !isSame(text, caption.description()))
                            .orElse(caption.description()),
                    tags.orElse(caption.tags()));
        }

        private static boolean isSame(String text, String stored) {
            return withLineFeeds(text).equals(withLineFeeds(stored));
        }

        private static String withLineFeeds(String text) {
            return Folding.composed(text.replace("\r\n", "\n").strip());
        }
    }

    /// @param cells by the name of their column
    static TableRow ofCells(long number, Map<String, String> cells) {
        return new TableRow(
                number,
                known(cells, "image_id"),
                known(cells, "content_sha256"),
                name(cells),
                new Texts(
                        Optional.ofNullable(cells.get("title")),
                        Optional.ofNullable(cells.get("description")),
                        Optional.ofNullable(cells.get("tags")).map(TagCell::parse)));
    }

    static TableRow ofFields(long number, Map<String, String> fields, Optional<List<String>> tags) {
        TableRow row = ofCells(number, fields);
        return new TableRow(
                number,
                row.imageId,
                row.sha256,
                row.name,
                new Texts(row.texts.title, row.texts.description, tags.or(row.texts::tags)));
    }

    private static Optional<NameOfUser> name(Map<String, String> cells) {
        return known(cells, "user_id")
                .flatMap(user -> known(cells, "original_name").map(name -> new NameOfUser(user, name)));
    }

    private static Optional<String> known(Map<String, String> cells, String column) {
        return Optional.ofNullable(cells.get(column)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
