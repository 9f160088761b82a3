package dev.vitrine.service.move;

import dev.vitrine.service.BulkOutcome;

/// What became of images that were to go to another user.
///
/// @param images which are the other user's now, and which are not
/// @param leftBehind of how many the bytes still lie in both places, which the next start tries again to end
public record MoveOutcome(BulkOutcome images, int leftBehind) {}
