/// One picture over the whole window: zoom, pan, turn, compare, a strip of neighbors, a slideshow.
///
/// A feature of `ui`. A picture arrives in steps, thumbnail, preview, all pixels, each as soon as it is there; what has
/// been shown never goes back to a placeholder. How it lies in the view is pure geometry
/// ([dev.vitrine.ui.viewer.ZoomPan]), so every gesture is tested without a screen.
@NullMarked
package dev.vitrine.ui.viewer;

import org.jspecify.annotations.NullMarked;
