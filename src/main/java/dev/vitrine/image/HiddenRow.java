package dev.vitrine.image;

/// A row of another program that is no image that could have been stored, so it is neither shown nor changed.
///
/// @param reason in a sentence
public record HiddenRow(String imageId, String reason) {}
