package dev.vitrine.service.edit;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.NamePattern;
import java.util.Optional;

/// What is to be written about many images at once.
///
/// @param title by a pattern; empty leaves titles as they are
/// @param firstNumber what `{n}` stands for at the first image
/// @param description the text; empty leaves descriptions as they are
/// @param appended the description goes below what is there, instead of in its place
public record CaptionPlan(Optional<NamePattern> title, long firstNumber, Optional<String> description, boolean appended)
        implements BulkEdits.Rewriting {
    /// A pattern that comes to nothing for an image leaves its title: every image has one to be found by.
    @Override
    public Caption of(ImageRecord image, int place) {
        Caption caption = image.caption();
        String titled = title.map(pattern -> pattern.of(image, firstNumber + place))
                .filter(text -> !text.isBlank())
                .orElse(caption.title());
        return caption.withTitle(titled)
                .withDescription(description
                        .map(text -> described(caption.description(), text.strip()))
                        .orElse(caption.description()));
    }

    /// Asked twice for the same addition, for example after an undo, it is there once.
    private String described(String before, String text) {
        if (!appended || before.isEmpty()) {
            return text;
        }
        boolean there = before.equals(text) || before.endsWith("\n" + text);
        return there ? before : before + "\n" + text;
    }
}
