package dev.vitrine.search;

/// A way to go on typing: `insert` replaces the text from `from` to `to`.
///
/// @param images how many images it stands for, or -1 where that says nothing (field names)
public record SearchCompletion(int from, int to, String insert, int images) {}
