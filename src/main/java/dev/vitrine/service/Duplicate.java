package dev.vitrine.service;

import dev.vitrine.image.ImageRecord;

/// An image that has the very bytes which somebody wants to upload.
///
/// @param healed they were missing or damaged in the library, and were stored again by this
public record Duplicate(ImageRecord image, boolean healed) {}
