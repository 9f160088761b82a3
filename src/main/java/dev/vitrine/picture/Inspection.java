package dev.vitrine.picture;

import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageFacts;

/// What a file says of its picture without being decoded.
///
/// @param caption title, description, keywords and stars that people wrote into the file with other programs; as empty
///   as what they wrote
public record Inspection(ImageFacts facts, Caption caption) {}
