package dev.vitrine.ui.bulk;

/// A line of the palette of tags.
///
/// @param images how many of the library
/// @param isNew when no image of the library has it, and it is what was typed
record PaletteTag(String tag, TagMark mark, boolean isPinned, int images, boolean isNew) {
    /// On how many of the images that are tagged.
    enum TagMark {
        NONE,
        SOME,
        ALL
    }
}
